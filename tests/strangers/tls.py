"""Says how a server's TLS departs from one of Mozilla's profiles, by sslyze: nothing, if it does not.

    tls.py PROFILE PORT AUTHORITY

The departures are printed as JSON. Nothing is asked but localhost.
"""

import json
import sys
from pathlib import Path

from sslyze import (
    CertificateInfoExtraArgument,
    ScanCommandsExtraArguments,
    Scanner,
    ServerNetworkLocation,
    ServerScanRequest,
)
from sslyze.mozilla_tls_profile.tls_config_checker import (
    SCAN_COMMANDS_NEEDED_BY_MOZILLA_CHECKER,
    MozillaTlsConfiguration,
    ServerNotCompliantWithTlsConfiguration,
    TlsConfigurationEnum,
    check_server_against_tls_configuration,
)

profile, port, authority = sys.argv[1:]
scanner = Scanner()
scanner.queue_scans(
    [
        ServerScanRequest(
            server_location=ServerNetworkLocation(hostname="localhost", port=int(port), ip_address="127.0.0.1"),
            scan_commands=SCAN_COMMANDS_NEEDED_BY_MOZILLA_CHECKER,
            scan_commands_extra_arguments=ScanCommandsExtraArguments(
                certificate_info=CertificateInfoExtraArgument(custom_ca_file=Path(authority))
            ),
        )
    ]
)
departures = {}
for result in scanner.get_results():
    try:
        check_server_against_tls_configuration(result, MozillaTlsConfiguration.get(TlsConfigurationEnum(profile)))
    except ServerNotCompliantWithTlsConfiguration as error:
        departures = error.issues
print(json.dumps(departures))
