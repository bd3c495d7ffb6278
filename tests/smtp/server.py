#!/usr/bin/python3
"""A real SMTP server for tests, which misbehaves exactly when a script says so.

    server.py --port 0 --maildir DIR [--tls none|starttls|implicit --cert FILE --key FILE]
              [--auth USER:PASSWORD] [--script FILE]

The first line of standard output is {"port": N}. The server listens on 127.0.0.1 only, and ends by itself when its
standard input closes, so whoever starts it holds a pipe to that and need not clean up.

Every message taken becomes two files in DIR: NNNNNN.eml, the message as received, and then NNNNNN.json, the envelope
{"from", "rcpts", "received", "tls", "user", "helo", "message_id", "answer"}. Both appear whole; whoever sees the .json
finds the .eml complete. "answer" is what the client was told: "accepted", or "cut" or "hang" where it was told nothing.

With --tls starttls or implicit nothing is taken in clear text; with --auth nothing is taken before AUTH.

The script is a JSON list of rules, read again at each connection and each MAIL:

    {"at": "connect|mail|rcpt|data|after-data", "do": "refuse 451 4.3.0 Later|hang|cut|accept",
     "match": "part of a recipient", "times": 1}

At each step the first rule for that step that fits and is not used up is applied, and one of its times is used; where
there is none, the server accepts. "match" fits if it is part of the recipient at rcpt, of any recipient taken so far at
data and after-data, of the sender at mail; it cannot be used at connect. "times" is 1 if left out; "always" never runs out.

    connect     instead of the greeting; a refusal closes the connection
    mail, rcpt  instead of the answer to MAIL, RCPT
    data        refuse and hang: instead of the answer to DATA; cut: in the middle of the message, before its end is read
    after-data  refuse: the message is read and not kept; hang and cut: it is kept, and the client never learns

FILE.state tells what was used: {"used": [n for each rule], "log": [{"rule", "at", "do", "to", "time"}], "error": null}.
It is written before the rule acts. A script written anew starts from nothing; one that cannot be read refuses everything
with 421 and says why in "error".
"""

import argparse
import asyncio
import email.parser
import json
import logging
import os
import re
import signal
import ssl
import sys
import tempfile
import threading
import warnings
from datetime import datetime, timezone

from aiosmtpd.smtp import SMTP, AuthResult, syntax

STEPS = ("connect", "mail", "rcpt", "data", "after-data")
FOR_EVER = 24 * 3600.0
ACTION = re.compile(r"(accept|hang|cut)|refuse ([45]\d\d(?: [ -~]+)?)")


def utc_now():
    return datetime.now(timezone.utc).isoformat(timespec="milliseconds")


def write_whole(path, data):
    """Readers see the file complete or not at all."""
    folder, name = os.path.split(os.path.abspath(path))
    handle, temporary = tempfile.mkstemp(prefix=f".{name}.", dir=folder)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
    os.chmod(temporary, 0o644)
    os.replace(temporary, path)


class ScriptError(Exception):
    pass


def checked(rules):
    if not isinstance(rules, list):
        raise ScriptError("the script is not a list")
    for number, rule in enumerate(rules):
        unknown = set(rule) - {"at", "do", "match", "times"}
        times = rule.get("times", 1)
        if unknown:
            raise ScriptError(f"rule {number}: unknown key {sorted(unknown)[0]!r}")
        if rule.get("at") not in STEPS:
            raise ScriptError(f"rule {number}: at is one of {', '.join(STEPS)}")
        if not ACTION.fullmatch(rule.get("do", "")):
            raise ScriptError(f"rule {number}: cannot do {rule.get('do')!r}")
        if times != "always" and not (type(times) is int and times > 0):
            raise ScriptError(f"rule {number}: times is a positive number or \"always\"")
        if "match" in rule and rule["at"] == "connect":
            raise ScriptError(f"rule {number}: nothing to match at connect")
    return rules


class Script:
    def __init__(self, path):
        self.path = path
        self.seen = None
        self.rules, self.used, self.log, self.error = [], [], [], None

    async def read_again(self):
        if not self.path:
            return
        for patience in (0.02, 0.1, 0.3, None):
            try:
                with open(self.path, "rb") as file:
                    known = os.fstat(file.fileno())
                    identity = (known.st_ino, known.st_mtime_ns, known.st_size)
                    if identity == self.seen:
                        return
                    rules, error = checked(json.load(file)), None
            except FileNotFoundError:
                identity, rules, error = None, [], None
                if self.seen is None:
                    return
            except (ValueError, AttributeError, ScriptError) as problem:
                if patience:  # perhaps it is being written at this moment
                    await asyncio.sleep(patience)
                    continue
                rules, error = [], str(problem)
            self.seen, self.rules, self.error = identity, rules, error
            self.used, self.log = [0] * len(rules), []
            self.save()
            return

    def save(self):
        state = {"used": self.used, "log": self.log, "error": self.error}
        write_whole(self.path + ".state", json.dumps(state, indent=1).encode())

    def take(self, step, addresses=()):
        """What to do now: ("accept" | "hang" | "cut", None) or ("refuse", reply)."""
        if self.error:
            return "refuse", f"421 4.3.5 The script is wrong: {self.error}".encode("ascii", "replace").decode()
        for number, rule in enumerate(self.rules):
            left = rule.get("times", 1) == "always" or self.used[number] < rule.get("times", 1)
            fits = any(rule.get("match", "").lower() in address.lower() for address in addresses or ("",))
            if rule["at"] == step and left and fits:
                self.used[number] += 1
                self.log.append(
                    {"rule": number, "at": step, "do": rule["do"], "to": list(addresses), "time": utc_now()}
                )
                self.save()
                verb, _, reply = rule["do"].partition(" ")
                return verb, reply if " " in reply else f"{reply} As the test says"
        return "accept", None


class Maildir:
    def __init__(self, folder):
        os.makedirs(folder, exist_ok=True)
        self.folder = folder
        taken = [int(name[:6]) for name in os.listdir(folder) if re.fullmatch(r"\d{6}\.(eml|json)", name)]
        self.last = max(taken, default=0)

    def keep(self, content, facts):
        self.last += 1
        path = os.path.join(self.folder, f"{self.last:06d}")
        write_whole(path + ".eml", content)
        write_whole(path + ".json", json.dumps(facts, indent=1).encode())


class Server(SMTP):
    """One connection."""

    def __init__(self, handler, script, maildir, **options):
        self.script, self.maildir = script, maildir
        super().__init__(handler, **options)

    async def never(self):
        await asyncio.Event().wait()  # ends when the client goes away

    async def cut(self):
        self.transport.abort()
        await self.never()

    async def act(self, verb):
        if verb == "hang":
            await self.never()
        if verb == "cut":
            await self.cut()

    async def _handle_client(self):
        await self.script.read_again()
        verb, reply = self.script.take("connect")
        await self.act(verb)
        if verb == "refuse":
            await self.push(reply)
            self.transport.close()
            return
        await super()._handle_client()

    @syntax("DATA")
    async def smtp_DATA(self, arg):
        in_order = self.session.host_name and self.envelope.rcpt_tos and not arg
        if not in_order or (self._auth_required and not self.session.authenticated):
            await super().smtp_DATA(arg)  # which says what is missing
            return
        verb, reply = self.script.take("data", self.envelope.rcpt_tos)
        if verb == "refuse":
            await self.push(reply)
            return
        if verb == "hang":
            await self.never()
        if verb == "cut":
            await self.push("354 End data with <CR><LF>.<CR><LF>")
            await self._reader.read(1)
            await self.cut()
        await super().smtp_DATA(arg)


class Handler:
    async def handle_EHLO(self, server, session, envelope, hostname, lines):
        session.host_name = hostname
        return [line for line in lines if line.strip() != "250-AUTH"]  # offered only with something to choose

    async def handle_MAIL(self, server, session, envelope, address, options):
        await server.script.read_again()
        verb, reply = server.script.take("mail", [address])
        await server.act(verb)
        if verb == "refuse":
            return reply
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 2.1.0 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):
        verb, reply = server.script.take("rcpt", [address])
        await server.act(verb)
        if verb == "refuse":
            return reply
        envelope.rcpt_tos.append(address)
        envelope.rcpt_options.extend(options)
        return "250 2.1.5 OK"

    async def handle_DATA(self, server, session, envelope):
        verb, reply = server.script.take("after-data", envelope.rcpt_tos)
        if verb == "refuse":
            return reply
        user = session.auth_data.login.decode() if session.authenticated else None
        headers = email.parser.BytesHeaderParser().parsebytes(envelope.content)
        facts = {
            "from": envelope.mail_from,
            "rcpts": envelope.rcpt_tos,
            "received": utc_now(),
            "tls": server.transport.get_extra_info("ssl_object") is not None,
            "user": user,
            "helo": session.host_name,
            "message_id": headers.get("Message-ID"),
            "answer": "accepted" if verb == "accept" else verb,
        }
        server.maildir.keep(envelope.content, facts)
        await server.act(verb)
        return "250 2.0.0 Taken"


def authenticator(credentials):
    def check(server, session, envelope, mechanism, given):
        known = (given.login, given.password) == tuple(part.encode() for part in credentials)
        return AuthResult(success=known, handled=False, auth_data=given if known else None)

    return check


def arguments():
    parser = argparse.ArgumentParser(description="A real SMTP server for tests.")
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--maildir", required=True)
    parser.add_argument("--tls", choices=("none", "starttls", "implicit"), default="none")
    parser.add_argument("--cert")
    parser.add_argument("--key")
    parser.add_argument("--auth", metavar="USER:PASSWORD")
    parser.add_argument("--script", metavar="FILE")
    given = parser.parse_args()
    if given.tls != "none" and not (given.cert and given.key):
        parser.error(f"--tls {given.tls} needs --cert and --key")
    if given.auth and ":" not in given.auth:
        parser.error("--auth is USER:PASSWORD")
    return given


async def serve(given):
    loop = asyncio.get_running_loop()
    script, maildir = Script(given.script), Maildir(given.maildir)
    context = None
    if given.tls != "none":
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(given.cert, given.key)
    options = {
        "hostname": "mail.test",
        "ident": "Test ESMTP",
        "enable_SMTPUTF8": True,
        "timeout": FOR_EVER,
        "auth_required": bool(given.auth),
        "auth_require_tls": given.tls == "starttls",
        "authenticator": authenticator(given.auth.split(":", 1)) if given.auth else None,
        "auth_exclude_mechanism": None if given.auth else ["LOGIN", "PLAIN"],
        "tls_context": context if given.tls == "starttls" else None,
        "require_starttls": given.tls == "starttls",
        "loop": loop,
    }
    server = await loop.create_server(
        lambda: Server(Handler(), script, maildir, **options),
        host="127.0.0.1",
        port=given.port,
        ssl=context if given.tls == "implicit" else None,
    )
    print(json.dumps({"port": server.sockets[0].getsockname()[1]}), flush=True)

    ended = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, ended.set)
    # Not PR_SET_PDEATHSIG: that follows the thread that started us, and test threads come and go.
    watch_input(loop, ended)
    await ended.wait()
    server.close()


def watch_input(loop, ended):
    def wait_for_end():
        while os.read(0, 4096):
            pass
        loop.call_soon_threadsafe(ended.set)

    threading.Thread(target=wait_for_end, daemon=True).start()


def main():
    logging.getLogger("mail.log").setLevel(logging.ERROR)
    warnings.filterwarnings("ignore", module="aiosmtpd")
    asyncio.run(serve(arguments()))
    sys.stdout.flush()
    os._exit(0)  # hung conversations are not waited for


if __name__ == "__main__":
    main()
