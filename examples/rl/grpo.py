#!/usr/bin/env python3
"""GRPO over HTTP, with nothing but Python's standard library: grpo.py URL [--model airline].

A policy learns to cancel a reservation at the desk of examples/tau-bench. Each iteration forks one
prefix into a group of rollouts that share a world, steps them all at once and moves the policy by
the advantage of each rollout within its group.
"""
import argparse
import http.client
import json
import math
import random
import statistics
import sys
import urllib.parse

TASK = ("You are Mia Rossi, user id mia_rossi_9638. Your meeting in Port Alder was called off, so you "
        "want to cancel reservation 9AWPVY and have the money back on your card. You are in a hurry "
        "and answer briefly.")
GREETING = {"kind": "message", "content": "Hello, how can I help you?"}
TURNS, GROUP, ITERATIONS, RATE = 3, 16, 40, 0.4


def call(name, **arguments):
    return {"kind": "tool_call", "name": name, "arguments": arguments}


ACTIONS = [
    call("get_user_details", user_id="mia_rossi_9638"),
    call("get_reservation_details", reservation_id="9AWPVY"),
    call("cancel_reservation", reservation_id="9AWPVY", reason="change_of_plan"),
    call("cancel_reservation", reservation_id="9AWPVY", reason="weather"),
    call("transfer_to_human_agents", summary="wants to cancel"),
]


class WorldModel:
    """A world model behind `wmh serve`, over one connection. Not for several threads at once."""

    def __init__(self, url, name, key=None):
        place = urllib.parse.urlsplit(url)
        kind = http.client.HTTPSConnection if place.scheme == "https" else http.client.HTTPConnection
        self._connection = kind(place.hostname, place.port, timeout=120)
        self._root = f"/world_models/{urllib.parse.quote(name)}"
        self._headers = {"Content-Type": "application/json"}
        if key:
            self._headers["Authorization"] = f"Bearer {key}"

    def post(self, path, body):
        """The answer's bytes."""
        self._connection.request("POST", self._root + path, json.dumps(body), self._headers)
        answer = self._connection.getresponse()
        text = answer.read()
        if answer.status >= 300:
            raise RuntimeError(f"{path}: {answer.status} {text.decode()}")
        return text

    def open(self, **start):
        return json.loads(self.post("/sessions", start))["session_id"]

    def fork(self, session, **request):
        return json.loads(self.post(f"/sessions/{session}/fork", request))["session_ids"]

    def end(self, session):
        self._connection.request("DELETE", f"{self._root}/sessions/{session}", headers=self._headers)
        self._connection.getresponse().read()

    def step_all(self, sessions, actions):
        """One step of each session, all in one call; their observations."""
        steps = [{"session_id": s, "action": a} for s, a in zip(sessions, actions)]
        results = json.loads(self.post("/steps", {"steps": steps}))["results"]
        failed = [each for each in results if "observation" not in each]
        if failed:
            raise RuntimeError(failed[0]["detail"])
        return [each["observation"] for each in results]


class Policy:
    """What to do in each turn: a softmax over ACTIONS."""

    def __init__(self, seed):
        self._random = random.Random(seed)
        self._logits = [[0.0] * len(ACTIONS) for _ in range(TURNS)]

    def chances(self, turn):
        weights = [math.exp(each) for each in self._logits[turn]]
        return [each / sum(weights) for each in weights]

    def choose(self, turn):
        return self._random.choices(range(len(ACTIONS)), self.chances(turn))[0]

    def learn(self, choices, advantage):
        """A step along the gradient of the log chance of what was chosen."""
        for turn, chosen in enumerate(choices):
            chances = self.chances(turn)
            for action, chance in enumerate(chances):
                self._logits[turn][action] += RATE / GROUP * advantage * ((action == chosen) - chance)


def reward(choices, observations):
    """1 for a cancelled reservation that was looked at before; errors cost."""
    cancelled = [i for i, each in enumerate(observations)
                 if ACTIONS[choices[i]]["name"] == "cancel_reservation" and not each["is_error"]]
    looked = 1 in choices[:cancelled[0]] if cancelled else False
    return bool(cancelled) * (1.0 if looked else 0.3) - 0.2 * sum(o["is_error"] for o in observations)


def advantages(rewards):
    """Each reward against its group: zero mean, unit deviation; all zero where all are equal."""
    deviation = statistics.pstdev(rewards)
    return [(each - statistics.fmean(rewards)) / deviation if deviation else 0.0 for each in rewards]


class Agreement:
    """Checks that forks of one world give the same answer to the same question."""

    def __init__(self):
        self.repeated = 0
        self._answers = {}

    def check(self, choices, observations):
        changes = []
        for chosen, observation in zip(choices, observations):
            question = (tuple(changes), chosen)
            if question in self._answers:
                self.repeated += 1
                assert self._answers[question] == observation, question
            self._answers[question] = observation
            if ACTIONS[chosen]["name"] == "cancel_reservation":
                changes.append(chosen)


def rollouts(model, prefix, policy, seed):
    """A group of rollouts: what each chose and saw."""
    group = model.fork(prefix, at=1, count=GROUP, pin=True, seed=seed)
    choices = [[] for _ in group]
    observations = [[] for _ in group]
    for turn in range(TURNS):
        chosen = [policy.choose(turn) for _ in group]
        for i, seen in enumerate(model.step_all(group, [ACTIONS[each] for each in chosen])):
            choices[i].append(chosen[i])
            observations[i].append(seen)
    for session in group:
        model.end(session)
    return choices, observations


def train(model):
    policy, repeated, curve = Policy(seed=1), 0, []
    prefix = model.open(task=TASK)
    model.step_all([prefix], [GREETING])
    for iteration in range(ITERATIONS):
        choices, observations = rollouts(model, prefix, policy, seed=iteration)
        agreement = Agreement()
        for each in zip(choices, observations):
            agreement.check(*each)
        repeated += agreement.repeated
        rewards = [reward(*each) for each in zip(choices, observations)]
        for chosen, advantage in zip(choices, advantages(rewards)):
            policy.learn(chosen, advantage)
        curve.append(statistics.fmean(rewards))
        if iteration % 10 == 0 or iteration == ITERATIONS - 1:
            print(f"iteration {iteration:2}: mean reward {curve[-1]:.2f}")
    model.end(prefix)
    return curve, repeated


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("url")
    parser.add_argument("--model", default="airline")
    parser.add_argument("--key")
    asked = parser.parse_args()
    model = WorldModel(asked.url, asked.model, asked.key)

    curve, repeated = train(model)
    print(f"{repeated} repeated questions, each answered as before")
    if statistics.fmean(curve[-5:]) <= statistics.fmean(curve[:5]):
        sys.exit("the policy has learned nothing")

    episode = {"task": TASK, "seed": 7, "actions": [GREETING, ACTIONS[1], ACTIONS[2]]}
    first = model.post("/episodes", episode)
    assert model.post("/episodes", episode) == first
    print(f"a rollout of {len(episode['actions'])} actions: the same {len(first)} bytes twice")


if __name__ == "__main__":
    main()
