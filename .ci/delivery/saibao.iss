; Inno Setup: the installer of the folder that python dev.py build makes, for one person and without an administrator.
[Setup]
AppId={{6F0B7C7E-52E1-4B6C-9B0C-6B6D0D6A5B11}
AppName=赛报
AppVersion=0.1.0
DefaultDirName={localappdata}\Programs\Saibao
DisableProgramGroupPage=yes
PrivilegesRequired=lowest
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
DisableDirPage=yes
MinVersion=10.0.17763
OutputDir=..\..\dist
OutputBaseFilename=saibao-0.1.0-setup
SetupIconFile=saibao.ico
UninstallDisplayIcon={app}\saibao.exe
UninstallDisplayName=赛报
Compression=lzma2

; The few words that a clerk sees: Inno Setup brings no Chinese ones of its own.
[Messages]
SetupAppTitle=安装
SetupWindowTitle=安装 %1
ButtonNext=下一步(&N)
ButtonBack=上一步(&B)
ButtonInstall=安装(&I)
ButtonCancel=取消
ButtonFinish=完成(&F)
WizardReady=准备安装
ReadyLabel1=程序将装到您自己的文件夹中，不需要管理员权限。登记的数据不会改动。
ReadyLabel2a=按“安装”开始。
ReadyLabel2b=按“安装”开始。
WizardInstalling=正在安装
InstallingLabel=请稍候。
StatusExtractFiles=正在复制文件……
StatusCreateIcons=正在建立快捷方式……
FinishedHeadingLabel=[name] 安装完毕
FinishedLabel=在桌面或开始菜单中打开“[name]”。
FinishedLabelNoIcons=安装完毕。
ClickFinish=按“完成”结束。
ExitSetupTitle=退出安装
ExitSetupMessage=安装还没有完成，要退出吗？
ConfirmUninstall=要卸载 %1 吗？办公文件夹中登记的数据会留下。
UninstalledAll=%1 已卸载，登记的数据仍在办公文件夹中。

[Files]
Source: "..\..\dist\saibao\*"; DestDir: "{app}"; Flags: recursesubdirs ignoreversion

; What an older version left beside is taken away; the office is a folder elsewhere and is never touched.
[InstallDelete]
Type: filesandordirs; Name: "{app}\_internal"

[Icons]
Name: "{autoprograms}\赛报"; Filename: "{app}\saibao.exe"
Name: "{autodesktop}\赛报"; Filename: "{app}\saibao.exe"

[Run]
Filename: "{app}\saibao.exe"; Description: "打开赛报"; Flags: nowait postinstall skipifsilent
