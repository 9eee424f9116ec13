"""Puts the folder that build.spec made into a Debian package for UOS, Kylin and Debian: python3 dev.py build --deb."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
DIST = ROOT / "dist"
ICON = ROOT / "resources" / "look" / "icons" / "app.svg"
CONTROL = """\
Package: saibao
Version: {version}
Architecture: amd64
Maintainer: Saibao <saibao@localhost>
Installed-Size: {size}
Section: misc
Priority: optional
Depends: libc6 (>= 2.28), libstdc++6, libegl1, libgl1, libx11-6, libx11-xcb1, libxcb1, libdbus-1-3, libfontconfig1, \
libfreetype6, libglib2.0-0 | libglib2.0-0t64
Recommends: fonts-noto-cjk
Suggests: libcups2, libreoffice-calc, libreoffice-writer
Description: 赛报：劳动和技能竞赛登记、统计与证书
 旗县级总工会用的离线程序：登记竞赛，收取各单位表格，填报上级报表，打印证书。
"""


def package(program: Path = DIST / "saibao", into: Path = DIST, *, compression: str = "xz") -> Path:
    """The package, made by dpkg-deb, which every Debian has."""
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    made = into / f"saibao_{version}_amd64.deb"
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "saibao"
        shutil.copytree(program, root / "opt" / "saibao", symlinks=True)
        applications, icons = root / "usr/share/applications", root / "usr/share/icons/hicolor/scalable/apps"
        for parent in (applications, icons, root / "DEBIAN", root / "usr/bin"):
            parent.mkdir(parents=True)
        (root / "usr/bin/saibao").symlink_to("/opt/saibao/saibao")
        shutil.copy(HERE / "saibao.desktop", applications)
        shutil.copy(ICON, icons / "saibao.svg")
        size = sum(path.stat().st_size for path in root.rglob("*") if path.is_file() and not path.is_symlink()) // 1024
        (root / "DEBIAN" / "control").write_text(CONTROL.format(version=version, size=size), encoding="utf-8")
        asked = ["dpkg-deb", "--root-owner-group", f"-Z{compression}", "--build", root, made]
        subprocess.run(asked, check=True, stdout=sys.stderr)
    return made


if __name__ == "__main__":
    print(package())
