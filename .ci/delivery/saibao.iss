; Inno Setup: the installer of the folder that python dev.py build makes, for one person and without an administrator.
[Setup]
AppId={{6F0B7C7E-52E1-4B6C-9B0C-6B6D0D6A5B11}
AppName=赛报
AppVersion=0.1.0
DefaultDirName={localappdata}\Programs\Saibao
DisableProgramGroupPage=yes
PrivilegesRequired=lowest
ArchitecturesAllowed=x64compatible
MinVersion=10.0.17763
OutputDir=..\..\dist
OutputBaseFilename=saibao-0.1.0-setup
SetupIconFile=saibao.ico
UninstallDisplayIcon={app}\saibao.exe
UninstallDisplayName=赛报
Compression=lzma2

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
