#!/usr/bin/env python3
"""Loads `wmh serve` with agents that follow recorded traces, and prints a table.

Builds a world model of the traces, opens sessions, and lets wrk step them over the loopback
interface: each connection takes the next session in turn, each session the next action of the
trace that it follows, and begins again at the end of the trace. The server shares the machine
with wrk.
"""
import argparse
import http.client
import itertools
import json
import os
import pathlib
import re
import signal
import subprocess
import tempfile

LUA = """
dofile('%s')
local calls, at, n = {}, {}, 0
local form = 'POST /world_models/load/sessions/%%s/step HTTP/1.1\\r\\nHost: 127.0.0.1\\r\\n' ..
             'Content-Type: application/json\\r\\nContent-Length: '
-- Requests are put together before the clock runs: wrk and the server share the processors.
function init()
  for i, id in ipairs(ids) do
    calls[i], at[i] = {}, 0
    for k, body in ipairs(traces[(i - 1) %% #traces + 1]) do calls[i][k] = string.format(form, id) .. body end
  end
end
function request()
  n = n %% #calls + 1
  at[n] = at[n] %% #calls[n] + 1
  return calls[n][at[n]]
end
function done(summary, latency)
  local e = summary.errors
  print(string.format('RESULT %%d %%d %%d %%d %%d %%d %%d %%d %%d', summary.requests, summary.duration,
    latency:percentile(50), latency:percentile(99), e.status, e.connect, e.read, e.write, e.timeout))
end
"""


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--wmh", required=True, help="the command, of a release build")
    parser.add_argument("--traces", required=True, help="a file of recorded traces")
    parser.add_argument("--place", default="memory:", help="as for wmh serve --sessions; sqlite: takes a file of its own")
    parser.add_argument("--sessions", type=int, default=1024)
    parser.add_argument("--connections", type=int, default=256)
    parser.add_argument("--seconds", type=int, default=8)
    parser.add_argument("--slow-provider", help="the benchmark of that name: it answers every step, after half a second")
    parser.add_argument("--one-call", action="store_true", help="every step of a session is the same call")
    return parser.parse_args()


class SlowProvider:
    def __init__(self, program):
        self.process = subprocess.Popen([program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        lines = (self.process.stdout.readline().strip() for _ in range(2))
        self.environment = dict(line.split("=", 1) for line in lines)

    def stop(self):
        print("the provider:", self.process.communicate()[0].strip())


class Server:
    def __init__(self, wmh, root, place, provider):
        flags = ["--provider", "openai", "--recall", "off"] if provider else ["--provider", "offline"]
        self.process = subprocess.Popen(
            [wmh, "serve", "--root", root, "--port", "0", "--sessions", place, *flags],
            stderr=subprocess.PIPE, text=True, env={**os.environ, **(provider.environment if provider else {})})
        for line in self.process.stderr:
            found = re.search(r"http://127\.0\.0\.1:(\d+)", line)
            if found:
                self.port = int(found.group(1))
                break
        else:
            raise SystemExit("wmh serve did not start")
        self.client = http.client.HTTPConnection("127.0.0.1", self.port)

    def ask(self, method, path, body=None):
        self.client.request(method, "/world_models/load" + path, body and json.dumps(body),
                            {"Content-Type": "application/json"})
        answer = self.client.getresponse()
        return answer.status, json.loads(answer.read())

    def cpu_seconds(self):
        fields = pathlib.Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def resident_mb(self):
        status = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(r"VmRSS:\s+(\d+)", status).group(1)) / 1000

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(60)


def recorded_traces(server):
    """Task and request bodies of each trace."""
    traces = {}
    for row in itertools.count():
        status, answer = server.ask("GET", f"/steps/{row}")
        if status != 200:
            return list(traces.values())
        step = answer.get("step", answer)
        task, bodies = traces.setdefault(answer.get("trace_id"), (step.get("task"), []))
        bodies.append(json.dumps({"action": step["action"]}))


def lua_of(values):
    return "{" + ",".join(values) + "}"


def write_load(folder, server, count, one_call):
    traces = recorded_traces(server)
    ids = []
    for _, (task, _) in zip(range(count), itertools.cycle(traces)):
        status, answer = server.ask("POST", "/sessions", {"task": task})
        if status != 200:
            raise SystemExit(f"a session was refused: {answer}")
        ids.append(answer["session_id"])
    texts = [[f"{len(body.encode())}\r\n\r\n{body}" for body in bodies[:1 if one_call else None]]
             for _, bodies in traces]
    data = folder / "data.lua"
    data.write_text(f"ids = {lua_of(json.dumps(each) for each in ids)}\n"
                    f"traces = {lua_of(lua_of(map(lua_text, each)) for each in texts)}\n")
    script = folder / "load.lua"
    script.write_text(LUA % data)
    return script


def lua_text(text):
    return '"' + "".join(c if 32 <= ord(c) < 127 and c not in '"\\' else "".join(f"\\{b:03d}" for b in c.encode())
                         for c in text) + '"'


def main():
    asked = arguments()
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        root = str(folder / "root")
        subprocess.run([asked.wmh, "build", "--name", "load", "--file", asked.traces, "--root", root],
                       check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        place = f"sqlite:{folder}/sessions.db" if asked.place == "sqlite:" else asked.place
        provider = SlowProvider(asked.slow_provider) if asked.slow_provider else None
        server = Server(asked.wmh, root, place, provider)
        try:
            script = write_load(folder, server, asked.sessions, asked.one_call)
            opened = server.resident_mb()
            before = server.cpu_seconds()
            out = subprocess.run(
                ["wrk", "-t1", f"-c{asked.connections}", f"-d{asked.seconds}s", "--timeout", "60s", "-s", script,
                 f"http://127.0.0.1:{server.port}"], check=True, capture_output=True, text=True).stdout
            used = server.cpu_seconds() - before
            steps, micros, p50, p99, *errors = map(int, re.search(r"RESULT (.*)", out).group(1).split())
            kinds = ("refused", "not connected", "not read", "not written", "timed out")
            failed = ", ".join(f"{n} {kind}" for n, kind in zip(errors, kinds) if n) or "no error"
            print(f"{steps / micros * 1e6:.0f} steps/s, p50 {p50 / 1000:.1f} ms, p99 {p99 / 1000:.1f} ms, "
                  f"{failed}, {used / steps * 1e6:.0f} us of the server's CPU a step; "
                  f"{asked.sessions} sessions: {opened:.0f} MB open, "
                  f"{server.resident_mb():.0f} MB after {steps} steps")
        finally:
            server.stop()
            if provider:
                provider.stop()


if __name__ == "__main__":
    main()
