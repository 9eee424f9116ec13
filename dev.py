"""Sets up what the project needs and runs it: python3 dev.py run | demo | test | bench | build | docs | lock.

Standard library alone, so that a fresh machine needs nothing but Python.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
LOCK = ROOT / "requirements.lock"
STAMP = VENV / "installed-lock"
DEMO = ROOT / "out" / "demo"

QT = "libegl1 libgl1 libxkbcommon0 libdbus-1-3 libfontconfig1 libglib2.0-0"
WINDOW = (
    "libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-render-util0 libxcb-shape0 libxcb-xkb1"
    " libxkbcommon-x11-0"
)
FONTS = "fonts-noto-cjk fonts-lxgw-wenkai fonts-noto-core"
CHECKS = "xvfb libreoffice-calc libreoffice-writer poppler-utils"


def main(arguments: list[str]) -> int:
    """Runs one command; returns its exit code."""
    if sys.version_info < (3, 11):  # noqa: UP036 — this file is what an older Python is met with
        print(f"赛报需要 Python 3.11 或更新版本，现为 {sys.version.split()[0]}。请安装后重试。")
        return 2
    command = COMMANDS.get(arguments[0] if arguments else "")
    if command is None:
        print(__doc__)
        return 2
    try:
        return command(arguments[1:])
    except subprocess.CalledProcessError as error:
        print(f"“{' '.join(map(str, error.cmd[:4]))} …”没有成功，请检查网络后重试。")
        return 2


def run(arguments: list[str]) -> int:
    """Opens the window."""
    set_up(f"{QT} {WINDOW}")
    return call("main.py", *arguments)


def demo(_: list[str]) -> int:
    """Does the main job on real input, then opens the window on it where there is a display."""
    set_up(f"{QT} {WINDOW} {FONTS}")
    shutil.rmtree(DEMO, ignore_errors=True)
    code = call("main.py", "demo", str(DEMO))
    if code == 0 and _has_display():
        return call("main.py", "--office", str(DEMO))
    return code


def test(arguments: list[str]) -> int:
    """Style, types, layers, then the tests; all of them run, any failure counts."""
    set_up(f"{QT} {WINDOW} {FONTS} {CHECKS}")
    steps = {
        "代码风格": ("-m", "ruff", "check", "."),
        "代码排版": ("-m", "ruff", "format", "--check", "."),
        "类型": ("-m", "mypy"),
        "分层": ("-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"),
        "测试": ("-m", "pytest", "-n", "auto", *arguments),
    }
    failed = []
    for name, step in steps.items():
        print(f"\n== {name}", flush=True)
        if call(*step) != 0:
            failed.append(name)
    if failed:
        print(f"\n没有通过：{'、'.join(failed)}", flush=True)
    return 1 if failed else 0


def bench(arguments: list[str]) -> int:
    """Measures speed and memory side by side with what a user would pick instead."""
    set_up(f"{QT} {FONTS}")
    return call("-m", "bench", *arguments)


def build(_: list[str]) -> int:
    """Makes the one-folder program in dist/."""
    set_up(QT)
    return call("-m", "PyInstaller", "--noconfirm", "build.spec")


def docs(_: list[str]) -> int:
    """Prints docs/fields.md from the declarations and takes the pictures of the window."""
    set_up(f"{QT} {WINDOW} {FONTS}")
    return call("-m", "tests.fields") or call("-m", "tests.pictures")


def lock(_: list[str]) -> int:
    """Writes requirements.lock anew: exact versions with hashes, no addresses."""
    set_up("")
    options = "--extra dev --universal --generate-hashes --no-emit-index-url --no-header --no-annotate"
    return call("-m", "uv", "pip", "compile", "pyproject.toml", *options.split(), "-U", "-o", str(LOCK))


COMMANDS: dict[str, Callable[[list[str]], int]] = {
    "run": run,
    "demo": demo,
    "test": test,
    "bench": bench,
    "build": build,
    "docs": docs,
    "lock": lock,
}


def call(*arguments: str) -> int:
    """Runs the project's own Python in the project's folder."""
    return subprocess.run([str(_python()), *arguments], cwd=ROOT, check=False).returncode


def set_up(packages: str) -> None:
    """The virtual environment as the lock says, and the system's libraries."""
    _install_system_packages(packages.split())
    digest = hashlib.sha256(LOCK.read_bytes()).hexdigest()
    if STAMP.exists() and STAMP.read_text() == digest:
        return
    print("正在准备运行环境（第一次需要几分钟）……", flush=True)
    if not _python().exists():
        _make_venv()
    pip = [str(_python()), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes"]
    subprocess.run([*pip, "-r", str(LOCK)], check=True)
    STAMP.write_text(digest)


def _make_venv() -> None:
    try:
        subprocess.run([sys.executable, "-m", "venv", str(VENV)], check=True)
    except subprocess.CalledProcessError:
        shutil.rmtree(VENV, ignore_errors=True)
        _install_system_packages(["python3-venv"])
        subprocess.run([sys.executable, "-m", "venv", str(VENV)], check=True)


def _python() -> Path:
    return VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def _install_system_packages(names: list[str]) -> None:
    """On Debian and its kin: as root installs what is missing, else says the command and goes on."""
    if shutil.which("dpkg-query") is None or shutil.which("apt-get") is None:
        return
    missing = [name for name in names if not _is_installed(name)]
    if not missing:
        return
    install = ["apt-get", "install", "--yes", "--no-install-recommends", *missing]
    if os.geteuid() != 0:
        print(f"缺少系统组件，请运行：sudo {' '.join(install)}", flush=True)
        return
    print(f"正在安装系统组件：{' '.join(missing)}", flush=True)
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for step in (["apt-get", "update"], install):
        subprocess.run(step, check=True, env=quiet, stdout=subprocess.DEVNULL)


def _is_installed(name: str) -> bool:
    asked = ["dpkg-query", "--show", "--showformat=${Status}", name]
    answer = subprocess.run(asked, capture_output=True, text=True, check=False)
    return "install ok installed" in answer.stdout


def _has_display() -> bool:
    return (
        os.name == "nt"
        or sys.platform == "darwin"
        or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
