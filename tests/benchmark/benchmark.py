"""Measures the release build and prints a table. Started by `run`; README.md says what to believe."""

import argparse
import json
import pathlib
import random
import shutil
import statistics
import subprocess
import tempfile
import time

import flood
import people
from load import Load, cost
from nginx import Nginx, headers_of
from processes import Client, Masthead, memory, processor_nanoseconds, processors

ROOT = pathlib.Path(__file__).resolve().parents[2]
PARTS = ["start", "memory", "edit", "flood", "http1", "http2", "size"]


def arguments():
    parser = argparse.ArgumentParser(prog="tests/benchmark/run", description="Measures the release build beside nginx.")
    parser.add_argument("--profiles", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=7, help="of each measurement; the median counts")
    parser.add_argument("--seconds", type=int, default=2, help="of HTTP/1.1 load in a round")
    parser.add_argument("--only", default=",".join(PARTS), help="some of: " + ",".join(PARTS))
    return parser.parse_args()


def target_folder():
    words = ["cargo", "metadata", "--format-version=1", "--no-deps", "--locked"]
    return pathlib.Path(json.loads(subprocess.check_output(words, cwd=ROOT))["target_directory"])


def row(what, value, remark=""):
    print(f"{what:<42} {value:>16}   {remark}".rstrip(), flush=True)


def spread(values, digits=1):
    return f"{min(values):.{digits}f} … {max(values):.{digits}f}"


class Benchmark:
    def __init__(self, options, folder, binary):
        self.options, self.folder, self.binary = options, folder, binary
        self.server = Masthead(binary, folder / "data")
        self.server.data.mkdir()

    def path(self, number):
        return f"/v1/profiles/{people.profile(number)['slug']}.vcf"

    def fill(self):
        """The data folder, by the way that an operator would take; then the first edition."""
        file = self.folder / "people.jsonl"
        people.write(file, map(people.profile, range(self.options.profiles)))
        begun = time.perf_counter()
        done = self.server.command("import", "json", "--publish", str(file))
        took = time.perf_counter() - begun
        if done.returncode != 0:
            raise SystemExit(done.stdout[-2000:] + done.stderr)
        row(f"import of {self.options.profiles} profiles, s", f"{took:.2f}", done.stdout.strip().splitlines()[-1])
        begun = time.perf_counter()
        with self.server.serving() as pid:
            row("start without a kept edition, s", f"{time.perf_counter() - begun:.2f}", "renders everything once")
            used = memory(pid)
            row("  memory just after that, MiB", f"{used['VmRSS']:.1f}", f"highest {used['VmHWM']:.1f}")
        row("kept edition on disk, MiB", f"{(self.server.data / 'edition').stat().st_size / 2**20:.1f}")

    def start(self):
        runs = [self.server.first_answer(self.path(1)) for _ in range(self.options.rounds)]
        walls, used = ([value * 1000 for value in column] for column in zip(*runs))
        row("exec to first answer over TLS, ms", f"{statistics.median(walls):.1f}", f"{spread(walls)}; goal 100")
        row("  processor time until then, ms", f"{statistics.median(used):.1f}", spread(used))

    def memory(self):
        with self.server.serving() as pid:
            time.sleep(3)
            used = memory(pid)
            row("memory, idle from the kept edition, MiB", f"{used['VmRSS']:.1f}", f"proportional {used['Pss']:.1f}; goal 96")
            for _ in self.every_card():
                pass
            used = memory(pid)
            row("  after a request for every card", f"{used['VmRSS']:.1f}", f"proportional {used['Pss']:.1f}; goal 96")

    def edit(self):
        """One profile changes by a command beside the running server."""
        file = self.folder / "edit.jsonl"
        waits, processor = [], []
        with self.server.serving() as pid:
            for number in range(self.options.rounds):
                client = Client(self.server.port, self.server.authority)
                path = self.path(0)
                before = client.ask(path)[1]["etag"]
                people.write(file, [people.changed(0, number)])
                used = processor_nanoseconds([pid])
                done = self.server.command("import", "json", str(file))
                if done.returncode != 0:
                    raise SystemExit(done.stdout + done.stderr)
                written = time.perf_counter()
                while True:
                    seen = client.ask(path)[1]["etag"]
                    if seen != before:
                        break
                    time.sleep(0.01)
                waits.append(time.perf_counter() - written)
                processor.append((processor_nanoseconds([pid]) - used) / 1e6)
                client.close()
            used = memory(pid)
        row("edit written to edit visible, s", f"{statistics.median(waits):.2f}", f"{spread(waits, 2)}; goal 2")
        row("  processor time of a publication, ms", f"{statistics.median(processor):.0f}", spread(processor, 0))
        row("  memory after these editions, MiB", f"{used['VmRSS']:.1f}", f"highest {used['VmHWM']:.1f}; goal 96")

    def every_card(self):
        """Each card with its head, over connections that the server ends when they have had enough."""
        client = None
        for number in range(self.options.profiles):
            client = client or Client(self.server.port, self.server.authority)
            path = self.path(number)
            status, headers, octets = client.ask(path)
            assert status == 200, (status, path)
            if headers.get("connection") == "close":
                client.close()
                client = None
            yield path, headers, octets

    def beside_nginx(self, protocols):
        own, others = processors()
        with self.server.serving(own) as pid:
            cards, first = {}, None
            for path, headers, octets in self.every_card():
                cards[path] = octets
                first = first or headers
            certificates = self.server.authority.parent
            files = (certificates / "server.pem", certificates / "server-key.pem")
            nginx = Nginx(self.folder / "nginx", cards, first["content-type"], headers_of(first), *files)
            paths = list(cards)
            random.Random(1).shuffle(paths)
            load = Load(self.folder, paths, others, self.options.seconds)
            with nginx.serving(own) as workers:
                self.check_same(cards, nginx.port)
                for protocol in protocols:
                    self.compare(protocol, getattr(load, protocol), pid, workers, nginx.port)

    def check_same(self, cards, port):
        """nginx answers a few cards with our bytes and our headers."""
        client = Client(port, self.server.authority)
        for path in list(cards)[:20]:
            status, headers, octets = client.ask(path)
            assert (status, octets) == (200, cards[path]), path
            assert headers["masthead-valid-until"], dict(headers)
        client.close()

    def compare(self, protocol, ask, pid, workers, nginx_port):
        ours, theirs, ratios = [], [], []
        cost(ask, [pid], self.server.port, 0)
        cost(ask, workers, nginx_port, 0)
        for number in range(1, self.options.rounds + 1):
            pair = [cost(ask, [pid], self.server.port, number), cost(ask, workers, nginx_port, number)]
            ours.append(pair[0])
            theirs.append(pair[1])
            ratios.append(pair[0][0] / pair[1][0])
        goal = {"http1": "0.85", "http2": "0.55"}[protocol]
        for name, rounds in (("masthead", ours), ("nginx", theirs)):
            used, rates = zip(*rounds)
            label = f"vCard over {protocol}, {name}, µs of processor"
            row(label, f"{statistics.median(used):.2f}", f"{spread(used, 2)}; {statistics.median(rates):,.0f} requests/s")
        row("  ratio within a round", f"{statistics.median(ratios):.3f}", f"{spread(ratios, 3)}; goal {goal}")

    def size(self):
        row("binary, MiB", f"{self.binary.stat().st_size / 2**20:.1f}")
        for crate, folder in (("directory", "server/directory"), ("formats", "server/formats"), ("masthead", "server/src")):
            lines = sum(len(file.read_bytes().splitlines()) for file in (ROOT / folder).rglob("*.rs"))
            row(f"lines of Rust, {crate}", f"{lines}")
        lines = sum(len(file.read_bytes().splitlines()) for file in (ROOT / "tests").rglob("*.rs"))
        row("lines of Rust, system tests", f"{lines}")


def main():
    options = arguments()
    parts = options.only.split(",")
    if unknown := set(parts) - set(PARTS):
        raise SystemExit(f"--only knows {', '.join(PARTS)}, and not {', '.join(sorted(unknown))}")
    binary = target_folder() / "release" / "masthead"
    nginx = shutil.which("nginx") or "/usr/sbin/nginx"
    version = subprocess.run([nginx, "-V"], capture_output=True, text=True, check=False).stderr.splitlines()
    print("; ".join(version[:3:2]))
    load = pathlib.Path("/proc/loadavg").read_text().split()[0]
    print(f"load average before: {load}\n")
    with tempfile.TemporaryDirectory(prefix="masthead-benchmark-") as folder:
        benchmark = Benchmark(options, pathlib.Path(folder), binary)
        if set(parts) != {"size"}:
            benchmark.fill()
        for part in ("start", "memory", "edit"):
            if part in parts:
                getattr(benchmark, part)()
        if "flood" in parts:
            flood.measure(benchmark.server, benchmark.path(0), min(options.rounds, 5), row)
        if protocols := [part for part in ("http1", "http2") if part in parts]:
            benchmark.beside_nginx(protocols)
        if "size" in parts:
            benchmark.size()


if __name__ == "__main__":
    main()
