"""Two hundred people who guess passwords, and what readers of the public side notice of it."""

import asyncio
import contextlib
import json
import multiprocessing
import os
import statistics
import time

from processes import Client, memory, processors

GUESSERS = 200
READS_A_SECOND = 200
SECONDS = 10
# An answer that says 429 comes at once; whoever asks again at once measures this loop and not the server.
PAUSE = 0.05


def percentile(values, share):
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


def read(port, authority, path, seconds, results):
    """Reads at a fixed rate, whatever the answers take, and sends back how long each took."""
    with contextlib.suppress(PermissionError):
        os.setpriority(os.PRIO_PROCESS, 0, -10)
    client = Client(port, authority)
    client.ask(path)
    took, due = [], time.perf_counter()
    end = due + seconds
    while due < end:
        time.sleep(max(0.0, due - time.perf_counter()))
        # From when it was due: an answer that waits behind a late one waited as well.
        status, headers, _ = client.ask(path)
        took.append(time.perf_counter() - due)
        assert status == 200, status
        if headers.get("connection") == "close":
            client = Client(port, authority)
        due += 1 / READS_A_SECOND
    results.put(took)


def guess(port, authority, seconds, results):
    """Guesses, each guesser from a network of its own, so that no throttle for an address answers in the hasher's place."""
    os.setpriority(os.PRIO_PROCESS, 0, 10)
    results.put(asyncio.run(guess_all(port, authority, seconds)))


async def guess_all(port, authority, seconds):
    import ssl

    context = ssl.create_default_context(cafile=str(authority))
    counts = {}
    end = time.perf_counter() + seconds

    async def one(number):
        body = json.dumps({"email": f"reader{number}@paper.example", "password": "not the right password at all", "code": "000000"})
        request = (
            f"POST /api/v1/sessions HTTP/1.1\r\nHost: localhost:{port}\r\nContent-Type: application/json\r\n"
            f"Content-Length: {len(body)}\r\n\r\n{body}"
        ).encode()
        while time.perf_counter() < end:
            source = (f"127.1.{number}.1", 0)
            reader, writer = await asyncio.open_connection("127.0.0.1", port, ssl=context, server_hostname="localhost", local_addr=source)
            with contextlib.suppress(asyncio.IncompleteReadError, ConnectionError):
                while time.perf_counter() < end:
                    writer.write(request)
                    head = (await reader.readuntil(b"\r\n\r\n")).decode().lower()
                    length = next(int(line.split(":")[1]) for line in head.splitlines() if line.startswith("content-length"))
                    await reader.readexactly(length)
                    status = head.split(" ", 2)[1]
                    counts[status] = counts.get(status, 0) + 1
                    await asyncio.sleep(PAUSE)
                    if "connection: close" in head:
                        break
            writer.close()

    await asyncio.gather(*(one(number) for number in range(GUESSERS)))
    return counts


def reads_during(server, path, flood):
    """How long reads took, in milliseconds, and what the guessers were answered."""
    results, guessed = multiprocessing.Queue(), multiprocessing.Queue()
    others = []
    if flood:
        others.append(multiprocessing.Process(target=guess, args=(server.admin_port, server.authority, SECONDS + 2, guessed)))
    reader = multiprocessing.Process(target=read, args=(server.port, server.authority, path, SECONDS, results))
    for process in others:
        process.start()
    if flood:
        time.sleep(1.5)
    reader.start()
    took = results.get()
    counts = guessed.get() if flood else {}
    for process in (reader, *others):
        process.join()
    return [value * 1000 for value in took], counts


def measure(server, path, rounds, row):
    """Rounds of reads without and with guessers beside them; the median ratio counts."""
    own, others = processors()
    os.sched_setaffinity(0, {others})
    with server.serving(own) as pid:
        before = memory(pid)
        idle, flooded, ratios, answers = [], [], [], {}
        for _ in range(rounds):
            calm, _ = reads_during(server, path, False)
            busy, counts = reads_during(server, path, True)
            idle.append(percentile(calm, 0.99))
            flooded.append(percentile(busy, 0.99))
            ratios.append(flooded[-1] / idle[-1])
            for status, count in counts.items():
                answers[status] = answers.get(status, 0) + count
        used = memory(pid)
    os.sched_setaffinity(0, {own, others})
    row("p99 of a read, nobody guesses, ms", f"{statistics.median(idle):.2f}", f"{READS_A_SECOND} reads/s")
    row(f"  while {GUESSERS} guess passwords, ms", f"{statistics.median(flooded):.2f}", f"answers: {answers}")
    row("  ratio within a round", f"{statistics.median(ratios):.2f}", "goal 2")
    row("  memory before, MiB", f"{before['VmRSS']:.1f}")
    row("  memory after, MiB", f"{used['VmRSS']:.1f}", f"highest {used['VmHWM']:.1f}")
