"""Non-blocking message channel to a worker process."""

from __future__ import annotations

import pickle
import select
import socket
import struct
import time
from typing import Any

_PIECE = 1 << 18  # bytes
LENGTH = struct.Struct("!Q")


class Channel:
    """Messages through a socket to a worker process.

    Messages are sent as fast as the process reads them, also while waiting for a reply: with two
    large pages in flight, each side would otherwise wait for the other to read.
    """

    def __init__(self, channel: socket.socket) -> None:
        self._channel = channel
        self._unsent = memoryview(b"")
        self._received = bytearray()
        channel.setblocking(False)

    def send(self, message: object) -> None:
        """Send a message, or as much of it as the socket takes for now."""
        encoded = encode_message(message)
        self._unsent = memoryview(b"".join((self._unsent, encoded)) if self._unsent else encoded)
        self._push()

    def poll_message(self, end: float) -> bool:
        """Return whether a whole message has arrived by ``end``, a time of ``monotonic``.

        Raises:
            EOFError, ConnectionError: the process is gone.
        """
        while not self._is_whole():
            poll = select.poll()
            poll.register(self._channel, select.POLLIN | (select.POLLOUT if self._unsent else 0))
            ready = poll.poll(max(0.0, 1000 * (end - time.monotonic())))
            if not ready:
                return False
            if ready[0][1] & select.POLLOUT:
                self._push()
            if ready[0][1] & ~select.POLLOUT:
                piece = self._channel.recv(_PIECE)
                if not piece:
                    raise EOFError("the process is gone")
                self._received += piece
        return True

    def next(self, end: float) -> Any:
        """Return the next message; raises as ``poll_message``, and ``TimeoutError`` at ``end``."""
        if not self.poll_message(end):
            raise TimeoutError
        length = LENGTH.size + LENGTH.unpack_from(self._received)[0]
        with memoryview(self._received) as received:
            message = pickle.loads(received[LENGTH.size : length])  # noqa: S301  # our own process
        del self._received[:length]
        return message

    def close(self) -> None:
        """Close the socket; the process exits when it tries to read the next message."""
        self._channel.close()

    def _is_whole(self) -> bool:
        size = len(self._received)
        if size < LENGTH.size:
            return False
        return size >= LENGTH.size + int(LENGTH.unpack_from(self._received)[0])

    def _push(self) -> None:
        """Send what the socket takes; what a process sent before it died can still be read."""
        try:
            while self._unsent:
                self._unsent = self._unsent[self._channel.send(self._unsent[:_PIECE]) :]
        except BlockingIOError:
            return
        except ConnectionError:
            self._unsent = memoryview(b"")


def encode_message(message: object) -> bytes:
    """Return a message as it is sent; it is pickled, so the receiver must be the same program."""
    data = pickle.dumps(message, pickle.HIGHEST_PROTOCOL)
    return LENGTH.pack(len(data)) + data


def receive(channel: socket.socket) -> Any:
    """Return the next message.

    Raises:
        EOFError: the other side is gone.
        TimeoutError: the socket's timeout passed between two pieces.
    """
    (length,) = LENGTH.unpack(_exactly(channel, LENGTH.size))
    return pickle.loads(_exactly(channel, length))  # noqa: S301  # our own process sent it


def _exactly(channel: socket.socket, length: int) -> bytearray:
    received = bytearray(length)
    with memoryview(received) as left:
        at = 0
        while at < length:
            size = channel.recv_into(left[at:])
            if not size:
                raise EOFError("the other side is gone")
            at += size
    return received
