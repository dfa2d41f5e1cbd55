"""nginx beside us: the same cards from files, with the same headers, certificate and TLS version."""

import contextlib
import os
import pathlib
import shutil
import subprocess
import time

from processes import children, free_port, on_processor, stop

# What an answer has of its own, or nginx adds itself.
OWN = {"content-length", "date", "etag", "content-type", "connection", "accept-ranges", "last-modified", "server"}

SETTINGS = """\
daemon off;
{user}
worker_processes 1;
error_log {folder}/error.log;
pid {folder}/pid;
events {{ worker_connections 2048; }}
http {{
    access_log off;
    server_tokens off;
    open_file_cache max=200000 inactive=1h;
    open_file_cache_valid 1h;
    client_body_temp_path {folder}/temporary;
    proxy_temp_path {folder}/temporary;
    fastcgi_temp_path {folder}/temporary;
    uwsgi_temp_path {folder}/temporary;
    scgi_temp_path {folder}/temporary;
    server {{
        listen 127.0.0.1:{port} ssl{http2};
        server_name localhost;
        ssl_certificate {certificate};
        ssl_certificate_key {key};
        ssl_protocols TLSv1.3;
        ssl_session_tickets off;
        ssl_session_cache off;
        keepalive_requests 1000;
        root {folder}/files;
        default_type "{content_type}";
{headers}
    }}
}}
"""


class Nginx:
    def __init__(self, folder, cards, content_type, headers, certificate, key):
        self.folder, self.port = pathlib.Path(folder), free_port()
        shutil.rmtree(self.folder, ignore_errors=True)
        for path, octets in cards.items():
            file = self.folder / "files" / path.lstrip("/")
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(octets)
        lines = [f"        add_header {name} \"{value}\";" for name, value in headers]
        # Started by root, its worker would be somebody who may not read our folder.
        user = "user root;" if os.geteuid() == 0 else ""
        # Newer versions warn about this spelling, and still take it.
        settings = SETTINGS.format(
            folder=self.folder, port=self.port, user=user, certificate=certificate, key=key, http2=" http2",
            content_type=content_type, headers="\n".join(lines))
        (self.folder / "nginx.conf").write_text(settings)

    @contextlib.contextmanager
    def serving(self, processor):
        program = shutil.which("nginx") or "/usr/sbin/nginx"
        words = [program, "-p", str(self.folder), "-c", str(self.folder / "nginx.conf")]
        process = subprocess.Popen(words, preexec_fn=on_processor(processor), stderr=subprocess.DEVNULL)
        try:
            for _ in range(200):
                if workers := children(process.pid):
                    break
                time.sleep(0.01)
            else:
                raise SystemExit("nginx does not start: " + (self.folder / "error.log").read_text())
            yield workers
        finally:
            stop(process)


def quoted(value):
    """A header's value as nginx's settings take it inside double quotes."""
    return value.replace("\\", "\\\\").replace('"', '\\"').replace("$", "")


def headers_of(answer):
    return [(name, quoted(value)) for name, value in answer.items() if name.lower() not in OWN]
