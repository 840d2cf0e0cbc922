"""A small SMTP server for tests: it takes mails, refuses them, hangs or dies, as the test says."""

import socket
import threading
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import Message
from types import TracebackType


@dataclass
class MailServer:
    """`mode`: "ok", "hang" (never greets), "die" (hangs up in the middle), or a reply to RCPT ("550 nobody")."""

    mode: str = "ok"
    taken: list[Message] = field(default_factory=list)
    connections: int = 0

    def __enter__(self) -> "MailServer":
        self._socket = socket.create_server(("127.0.0.1", 0))
        self._open: list[socket.socket] = []
        self.port = self._socket.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for connection in [self._socket, *self._open]:
            connection.close()

    def _accept(self) -> None:
        while True:
            try:
                connection, _address = self._socket.accept()
            except OSError:
                return
            self.connections += 1
            self._open.append(connection)
            if self.mode != "hang":
                threading.Thread(target=self._talk, args=[connection], daemon=True).start()

    def _talk(self, connection: socket.socket) -> None:
        lines = connection.makefile("rb")

        def say(text: str) -> None:
            connection.sendall(f"{text}\r\n".encode())

        try:
            say("220 test")
            while line := lines.readline():
                command = line[:4].upper().strip()
                if command == b"RCPT" and self.mode not in {"ok", "die"}:
                    say(self.mode)
                elif command == b"DATA":
                    if self.mode == "die":
                        connection.shutdown(socket.SHUT_RDWR)
                        connection.close()
                        return
                    say("354 go on")
                    self._take(lines)
                    say("250 taken")
                elif command == b"QUIT":
                    say("221 bye")
                    return
                else:
                    say("250 fine")
        except OSError:
            return

    def _take(self, lines: object) -> None:
        content = b""
        while (line := lines.readline()) not in {b".\r\n", b""}:  # type: ignore[attr-defined]
            content += line
        self.taken.append(message_from_bytes(content))
