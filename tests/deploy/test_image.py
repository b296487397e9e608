"""The images of ``deploy/Dockerfile`` are built, and crawl: with Debian's buildah, as root.

Their base must be on the machine (``buildah pull docker.io/library/python:3.11-slim``). The build
installs the locked requirements from the package index.
"""

from __future__ import annotations

import os
import shutil
import subprocess

import pytest

from tests.support.sample_crawl import ROOT, SAMPLES

BASE = "docker.io/library/python:3.11-slim"
# Neither a kernel's namespaces nor a network of its own are needed.
PLAINLY = ("--isolation", "chroot", "--network", "host")


def _has_base() -> bool:
    if shutil.which("buildah") is None or os.geteuid() != 0:
        return False
    looked = subprocess.run(
        ["buildah", "inspect", "--type", "image", BASE], capture_output=True, check=False
    )
    return looked.returncode == 0


pytestmark = [
    pytest.mark.soak,
    pytest.mark.timeout(1_800),
    pytest.mark.skipif(not _has_base(), reason=f"no buildah, or no {BASE} on this machine"),
]


def buildah(*arguments: str) -> str:
    done = subprocess.run(
        ["buildah", *arguments], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout.strip()


@pytest.mark.parametrize(
    ("target", "command", "said"),
    [
        (
            "tinsach",
            "tinsach crawl vna -s REPLAY_WARC=/samples/vna.warc.gz"
            " && tinsach report && tinsach status",
            ("10 new", "All good."),
        ),
        ("scrapyd", "scrapyd --version && test ! -e /usr/src/tinsach", ("1.6.0",)),
    ],
)
def test_the_image_is_built_and_works(target: str, command: str, said: tuple[str, ...]) -> None:
    name = f"tinsach-test-{target}"
    build = ("--layers", "-f", "deploy/Dockerfile", "--target", target, "-t", name, ".")
    buildah("bud", *PLAINLY, *build)
    container = buildah("from", "--pull-never", f"localhost/{name}")
    try:
        samples = ("-v", f"{SAMPLES}:/samples:ro")
        printed = buildah(
            "run",
            *PLAINLY,
            *samples,
            container,
            "--",
            "sh",
            "-c",
            f"test $(id -u) = 990 && {command}",
        )
        assert all(words in printed for words in said), printed
    finally:
        buildah("rm", container)
        buildah("rmi", name)
