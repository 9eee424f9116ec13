"""fcitx is reached under the name of IBus where Qt has no plugin for it; a desk that is set otherwise is left alone."""

import pytest

from ui.parts.typing import reach_fcitx

REACHED = {"QT_IM_MODULE": "ibus", "QT_IM_MODULES": "ibus", "IBUS_USE_PORTAL": "1"}


@pytest.fixture
def plugins(tmp_path):
    (tmp_path / "platforminputcontexts").mkdir()
    (tmp_path / "platforminputcontexts" / "libibusplatforminputcontextplugin.so").touch()
    return tmp_path


@pytest.mark.parametrize(
    "told",
    [
        {"QT_IM_MODULE": "fcitx"},
        {"QT_IM_MODULE": "fcitx5", "XMODIFIERS": "@im=fcitx"},
        {"QT_IM_MODULES": "wayland;fcitx;ibus"},
        {"XMODIFIERS": "@im=fcitx"},
    ],
)
def test_a_desk_with_fcitx_types_chinese(plugins, told):
    environment = dict(told)
    reach_fcitx(environment, plugins)
    assert environment == told | REACHED


@pytest.mark.parametrize("told", [{}, {"QT_IM_MODULE": "ibus", "XMODIFIERS": "@im=fcitx"}, {"XMODIFIERS": "@im=ibus"}])
def test_a_desk_without_it_is_left_alone(plugins, told):
    environment = dict(told)
    reach_fcitx(environment, plugins)
    assert environment == told


def test_a_plugin_of_its_own_comes_first(plugins):
    (plugins / "platforminputcontexts" / "libfcitx5platforminputcontextplugin.so").touch()
    environment = {"QT_IM_MODULE": "fcitx"}
    reach_fcitx(environment, plugins)
    assert environment == {"QT_IM_MODULE": "fcitx"}
