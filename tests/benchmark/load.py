"""Keep-alive load, from wrk (HTTP/1.1) and h2load (HTTP/2), and what one request of it cost the server."""

import re
import subprocess

from processes import on_processor, processor_nanoseconds

CONNECTIONS_HTTP1 = 64
CONNECTIONS_HTTP2 = 16
STREAMS_HTTP2 = 32
# Both servers end a connection after a thousand requests; h2load would count what comes later as failed.
REQUESTS_A_CONNECTION = 990

KEYS = """\
local requests = {}
function init()
    for line in io.lines("%s") do requests[#requests + 1] = wrk.format("GET", line) end
    math.randomseed(%d)
end
function request() return requests[math.random(#requests)] end
"""


class Load:
    """Random cards, for as long or as often as asked."""

    def __init__(self, folder, paths, processor, seconds):
        self.folder, self.paths, self.processor, self.seconds = folder, paths, processor, seconds
        (folder / "paths").write_text("\n".join(paths) + "\n")

    def http1(self, port, round_number):
        script = self.folder / "keys.lua"
        script.write_text(KEYS % (self.folder / "paths", round_number))
        words = ["wrk", "-t1", f"-c{CONNECTIONS_HTTP1}", f"-d{self.seconds}s", "-s", str(script)]
        output = self.run([*words, f"https://localhost:{port}"])
        requests, seconds = re.search(r"(\d+) requests in ([\d.]+)s", output).groups()
        if "Non-2xx" in output or re.search(r"Socket errors: .*(read|write|timeout) [1-9]", output):
            raise SystemExit(output)
        return int(requests), float(seconds)

    def http2(self, port, round_number):
        total = CONNECTIONS_HTTP2 * REQUESTS_A_CONNECTION
        # h2load asks for its addresses in turn, so it gets another part of a shuffled list each time.
        start = round_number * total % len(self.paths)
        chosen = (self.paths[start:] + self.paths[:start])[:total]
        list_file = self.folder / "addresses"
        list_file.write_text("".join(f"https://localhost:{port}{path}\n" for path in chosen))
        words = ["h2load", "-t1", f"-c{CONNECTIONS_HTTP2}", f"-m{STREAMS_HTTP2}", f"-n{total}", "-i", str(list_file)]
        output = self.run(words)
        if f"{total} succeeded, 0 failed" not in output:
            raise SystemExit(output)
        taken = re.search(r"finished in ([\d.]+)(ms|s)", output)
        return total, float(taken[1]) / (1000 if taken[2] == "ms" else 1)

    def run(self, words):
        done = subprocess.run(words, capture_output=True, text=True, check=False, preexec_fn=on_processor(self.processor))
        if done.returncode != 0:
            raise SystemExit(f"{words[0]} failed:\n{done.stdout}{done.stderr}")
        return done.stdout


def cost(ask, pids, port, round_number):
    """Processor microseconds and requests a second of one round."""
    before = processor_nanoseconds(pids)
    requests, seconds = ask(port, round_number)
    return (processor_nanoseconds(pids) - before) / requests / 1000, requests / seconds
