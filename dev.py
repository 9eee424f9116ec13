"""Sets up what the project needs and runs it: python3 dev.py run | demo | test | bench | faults | build | docs | lock.

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
BUILDERS = "binutils"
READERS = "xvfb libreoffice-calc libreoffice-writer poppler-utils"

CHECKS = {
    "代码风格": ("-m", "ruff", "check", "."),
    "代码排版": ("-m", "ruff", "format", "--check", "."),
    "类型": ("-m", "mypy"),
    "分层": ("-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"),
}


class Stopped(Exception):
    """It can't go on; the text says in Chinese what to do."""


def main(arguments: list[str]) -> int:
    """Runs one command; returns its exit code."""
    if not (3, 11) <= sys.version_info[:2] < (3, 14):  # an older Python is met here too
        print(f"赛报需要 Python 3.11、3.12 或 3.13，现为 {sys.version.split()[0]}。请换用其中之一后重试。")
        return 2
    command = COMMANDS.get(arguments[0] if arguments else "")
    if command is None:
        print("用法：python3 dev.py 命令\n" + "\n".join(f"  {name:6}{about}" for name, about in ABOUT.items()))
        return 2
    try:
        return command(arguments[1:])
    except Stopped as stopped:
        print(stopped, flush=True)
        return 2
    except KeyboardInterrupt:
        return 130


def run(arguments: list[str]) -> int:
    """Opens the window."""
    set_up(QT, WINDOW, FONTS)
    return call("main.py", *arguments)


def demo(_: list[str]) -> int:
    """Does the main job on real input, then opens the window on it where there is a display."""
    set_up(QT, WINDOW, FONTS)
    shutil.rmtree(DEMO, ignore_errors=True)
    code = call("main.py", "demo", str(DEMO))
    if code == 0 and _has_display():
        return call("main.py", "--office", str(DEMO))
    return code


def test(arguments: list[str]) -> int:
    """Style, types, layers, then the tests, whose own summary comes last; all of them run, any failure counts."""
    set_up(QT, WINDOW, FONTS, READERS, BUILDERS)
    failed = [name for name, check in CHECKS.items() if _step(name, *check) != 0]
    print(f"\n== 没有通过：{'、'.join(failed)}" if failed else f"\n== 通过：{'、'.join(CHECKS)}")
    code = _step("测试", "-m", "pytest", "-n", "auto", *arguments)
    return 1 if failed else code


def bench(arguments: list[str]) -> int:
    """Measures speed and memory side by side with what a user would pick instead."""
    set_up(QT, FONTS)
    return call("-m", "bench", *arguments)


def faults(arguments: list[str]) -> int:
    """Kills, fills, holds and spoils on purpose; writes docs/reliability.md."""
    set_up(QT, WINDOW, FONTS)
    return call("-m", "tests.faults", *arguments)


def build(arguments: list[str]) -> int:
    """Makes the one-folder program in dist/, with --deb a Debian package of it too."""
    set_up(QT, WINDOW, BUILDERS)
    code = call("-m", "PyInstaller", "--noconfirm", "build.spec")
    return code or ("--deb" in arguments and call(".ci/delivery/deb.py"))


def docs(_: list[str]) -> int:
    """Prints docs/fields.md from the declarations and takes the pictures of the window and of workbooks."""
    set_up(QT, WINDOW, FONTS, READERS)
    return call("-m", "tests.fields") or call("-m", "tests.pictures") or call("-m", "tests.workbook_pictures")


def lock(_: list[str]) -> int:
    """Writes requirements.lock anew: exact versions with hashes, no addresses."""
    set_up()
    options = "--extra dev --universal --generate-hashes --no-emit-index-url --no-header --no-annotate"
    return call("-m", "uv", "pip", "compile", "pyproject.toml", *options.split(), "-U", "-o", LOCK.name)


COMMANDS: dict[str, Callable[[list[str]], int]] = {
    "run": run,
    "demo": demo,
    "test": test,
    "bench": bench,
    "faults": faults,
    "build": build,
    "docs": docs,
    "lock": lock,
}

ABOUT = {
    "run": "打开窗口",
    "demo": "建立演示办公室：读入各单位的表格，列出问题，填好报表，制作证书",
    "test": "全部检查和测试（其后的参数交给 pytest）",
    "bench": "测量速度和内存",
    "faults": "故意断电、占满磁盘、损坏文件，检查有没有丢失（其后可写次数）",
    "build": "制作可以分发的程序（加 --deb 另做一个 deb 包）",
    "docs": "更新文档中的字段说明和图片",
    "lock": "更新依赖的版本",
}


def call(*arguments: str) -> int:
    """Runs the project's own Python in the project's folder."""
    return subprocess.run([str(_python()), *arguments], cwd=ROOT, check=False).returncode


def _step(name: str, *arguments: str) -> int:
    print(f"\n== {name}", flush=True)
    return call(*arguments)


def set_up(*packages: str) -> None:
    """The system's libraries, and the virtual environment as the lock says."""
    _add_to_system(" ".join(packages).split())
    digest = hashlib.sha256(LOCK.read_bytes()).hexdigest()
    if _python().exists() and STAMP.exists() and STAMP.read_text() == digest:
        return
    print("正在准备运行环境（第一次需要几分钟）……", flush=True)
    if not (_python().exists() and STAMP.exists()):
        _make_venv()
    pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes", "-r", str(LOCK)]
    if call(*pip) != 0:
        raise Stopped("没有装好所需的组件。请检查网络（或软件包镜像的设置）和磁盘空间后重试。")
    STAMP.write_text(digest)


def _make_venv() -> None:
    """Debian keeps the maker of environments in a package of its own: where it is missing, that comes first."""
    make = [sys.executable, "-m", "venv", "--clear", str(VENV)]
    if subprocess.run(make, capture_output=True, check=False).returncode == 0:
        return
    _add_to_system(["python3-venv"])
    made = subprocess.run(make, capture_output=True, text=True, check=False)
    if made.returncode != 0:
        raise Stopped(f"{made.stdout}{made.stderr}\n没有建成 .venv 文件夹。请按上面的说明处理后重试。")


def _python() -> Path:
    return VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def _add_to_system(names: list[str]) -> None:
    """On Debian and its kin: as root installs what is missing, else says how; goes on in any case."""
    if not sys.platform.startswith("linux"):
        return
    if not (shutil.which("dpkg-query") and shutil.which("apt-get")):
        print(f"此系统不使用 apt，若窗口打不开，请自行安装与下列组件相当的软件包：{' '.join(names)}", flush=True)
        return
    missing = [name for name in names if not _is_installed(name)]
    install = ["apt-get", "install", "--yes", "--no-install-recommends", *missing]
    if missing and os.geteuid() != 0:
        print(f"缺少系统组件，请另行运行：sudo {' '.join(install)}", flush=True)
    elif missing:
        _install(install, missing)


def _install(install: list[str], missing: list[str]) -> None:
    print(f"正在安装系统组件：{' '.join(missing)}", flush=True)
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for step in (["apt-get", "update"], install):
        if subprocess.run(step, env=quiet, stdout=subprocess.DEVNULL, check=False).returncode != 0:
            print(f"没有装成，先继续。请检查网络和软件源，再运行：{' '.join(install)}", flush=True)
            return


def _is_installed(name: str) -> bool:
    """Newer systems call some libraries by the same name with t64 behind it."""
    asked = ["dpkg-query", "--show", "--showformat=${Status}\n", name, f"{name}t64"]
    answer = subprocess.run(asked, capture_output=True, text=True, check=False)
    return "install ok installed" in answer.stdout


def _has_display() -> bool:
    if os.name == "nt" or sys.platform == "darwin":
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
