/** What clients remember, log or export: database and file transfer programs, shells, HTTP tools, password files. */
import type { Holder } from './holder.ts';

export const clientFiles: readonly Holder[] = [
  {
    path: 'FileZilla/sitemanager.xml',
    text: `<FileZilla3><Servers><Server>
  <Host>ftp.internal</Host><Port>21</Port>
  <User>upload</User>
  <Pass encoding="base64">«{base64of({password:14})}»</Pass>
  <Logontype>1</Logontype>
</Server></Servers></FileZilla3>
`,
  },
  {
    path: 'WinSCP.ini',
    text: `[Sessions\\prod]
HostName=sftp.internal
UserName=deploy
Password=«A35C{hexupper:60}»
`,
  },
  {
    path: '.vscode/sftp.json',
    text: `{
  "name": "web",
  "host": "web.internal",
  "username": "deploy",
  "password": "«{password:14}»",
  "remotePath": "/srv"
}
`,
  },
  {
    path: 'sftp-config.json',
    text: `{
    "type": "sftp",
    "host": "web.internal",
    "user": "deploy",
    "password": "«{alnum:14}»",
    //"ssh_key_file": "~/.ssh/id_rsa",
    "remote_path": "/srv/",
}
`,
  },
  {
    path: '.remote-sync.json',
    text: `{"transport": "scp", "hostname": "web.internal", "username": "deploy", "password": "«{alnum:14}»", "target": "/srv"}
`,
  },
  {
    path: '.ftpconfig',
    text: `{"protocol": "sftp", "host": "web.internal", "port": 22, "user": "deploy", "pass": "«{password:12}»", "passphrase": "«{password:14}»"}
`,
  },
  {
    path: 'deployment-config.json',
    text: `{"type": "ftp", "host": "ftp.internal", "user": "up", "password": "«{password:12}»", "filesToUpload": ["a"]}
`,
  },
  {
    path: '.dbeaver/data-sources.json',
    text: `{"connections": {"pg-1": {"provider": "postgresql", "configuration": {"host": "db.internal", "user": "app", "password": "«{password:14}»"}}}}
`,
  },
  {
    path: 'robomongo.json',
    text: `{"connections": [{"serverHost": "db.internal", "credentials": [{"databaseName": "admin", "enabled": true, "userName": "root", "userPassword": "«{password:14}»"}]}]}
`,
  },
  {
    path: 'pgadmin/servers.json',
    text: `{"Servers": {"1": {"Name": "main", "Host": "db.internal", "Username": "app", "Password": "«{password:14}»", "SSLMode": "prefer"}}}
`,
  },
  {
    path: 'ventrilo_srv.ini',
    text: `[Server]
Name=guild
AdminPassword=«{alnum:12}»
Password=«{alnum:10}»
Port=3784
`,
  },
  {
    path: 'home/.bash_profile',
    text: `export PATH=$HOME/bin:$PATH
export EDITOR=vim
export GITHUB_TOKEN=«ghp_{alnum:30}{check:crc32-base62}»
export DB_PASS="«{password:14}»"
alias db='mysql -h db.internal -u app -p«{alnum:14}»'
`,
  },
  {
    path: 'home/.bash_history',
    text: `ls -la
cd /srv/app
mysql -u root -p«{alnum:14}» app
curl -u admin:«{password:14}» https://api.internal/v1/users
export API_TOKEN=«{alnum:40}»
PGPASSWORD=«{password:14}» psql -h db.internal -U app
redis-cli -h cache.internal -a «{alnum:24}» ping
sshpass -p '«{alnum:12}»' ssh deploy@web.internal
git clone https://deploy:«{alnum:26}»@git.internal/a.git
wget --user=svc --password=«{alnum:14}» https://files.internal/a.tgz
`,
  },
  {
    path: 'access.log',
    text: `10.0.0.1 - - [01/Jan/2026:00:00:01 +0000] "GET /v1/items?page=2 HTTP/1.1" 200 512
> GET /v1/me HTTP/1.1
> Host: api.internal
> Authorization: Bearer «{alnum:40}»
> X-Api-Key: «{hex:32}»
> Authorization: Basic «{base64of(deploy:{password:14})}»
`,
  },
  {
    path: 'session.har',
    text: `{"log": {"entries": [{"request": {"method": "GET", "url": "https://api.internal/v1/me", "headers": [
  {"name": "Accept", "value": "application/json"},
  {"name": "Authorization", "value": "Bearer «{alnum:48}»"},
  {"name": "X-Auth-Token", "value": "«{alnum:40}»"}
]}}]}}
`,
  },
  {
    path: 'api.postman_collection.json',
    text: `{
  "info": { "_postman_id": "{uuid}", "name": "API" },
  "auth": { "type": "bearer", "bearer": [{ "key": "token", "value": "«{alnum:40}»", "type": "string" }] },
  "variable": [
    { "key": "base_url", "value": "https://api.internal" },
    { "key": "client_secret", "value": "«{alnum:32}»" }
  ]
}
`,
  },
  {
    path: 'notebook.ipynb',
    text: `{
 "cells": [
  {
   "cell_type": "code",
   "outputs": [{ "name": "stdout", "text": ["token = «{alnum:40}»\\n"] }],
   "source": ["import os\\n", "os.environ['DB_PASSWORD'] = '«{password:14}»'\\n", "key = 'name'\\n"]
  }
 ]
}
`,
  },
  {
    path: 'etc/shadow',
    text: `root:«$6\${alnum:16}\${crypt:86}»:19000:0:99999:7:::
daemon:*:19000:0:99999:7:::
deploy:«$y$j9T\${crypt:22}\${crypt:43}»:19000:0:99999:7:::
`,
  },
  {
    path: '.htpasswd',
    text: `admin:«$apr1\${alnum:8}\${crypt:22}»
ops:«{SHA}{base64:27}=»
dev:«$2y$10\${crypt:53}»
`,
  },
  {
    path: 'etc/wpa_supplicant.conf',
    text: `network={
  ssid="office"
  psk="«{password:16}»"
  key_mgmt=WPA-PSK
}
`,
  },
  {
    path: 'etc/openldap/slapd.conf',
    text: `suffix "dc=corp,dc=net"
rootdn "cn=admin,dc=corp,dc=net"
rootpw «{password:14}»
`,
  },
  {
    path: 'irssi/config',
    text: `servers = ( { address = "irc.internal"; port = "6697"; password = "«{password:12}»"; } );
`,
  },
  {
    path: 'dump.sql',
    text: `CREATE USER 'app'@'%' IDENTIFIED BY '«{password:14}»';
ALTER ROLE app WITH PASSWORD '«{password:16}»';
CREATE TABLE users (id int, password varchar(255) NOT NULL);
GRANT ALL ON app.* TO 'app'@'%';
`,
  },
];
