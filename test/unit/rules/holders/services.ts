// biome-ignore-all lint/suspicious/noTemplateCurlyInString: templates of examples, not of JavaScript.
/** Settings of daemons, devices and tools of all kinds, a few lines of each: where they keep a password. */
import type { Holder } from './holder.ts';

export const serviceFiles: readonly Holder[] = [
  {
    path: 'confCons.xml',
    text: '<Node Name="srv" Type="Connection" Username="admin" Password="«{base64:60}»" Hostname="10.0.0.1"/>\n',
  },
  {
    path: 'credentials.xml',
    text: '<com.cloudbees.plugins.credentials.impl.UsernamePasswordCredentialsImpl><username>ci</username><password>«{password:16}»</password></com.cloudbees>\n',
  },
  {
    path: 'WebServers.xml',
    text: '<fileTransfer host="ftp.internal" port="21" password="«{hex:40}»" username="up"/>\n',
  },
  {
    path: 'connections.xml',
    text: '<StringRefAddr addrType="password"><Contents>«{base64:44}»</Contents></StringRefAddr>\n',
  },
  {
    path: '.fetchmailrc',
    text: 'poll imap.internal protocol imap user "dev" password "«{password:14}»" ssl\n',
  },
  {
    path: '.msmtprc',
    text: 'account main\nhost smtp.internal\nuser dev\npassword «{password:14}»\n',
  },
  {
    path: '.muttrc',
    text: 'set imap_user = "dev"\nset imap_pass = "«{password:14}»"\nset smtp_pass="«{alnum:14}»"\n',
  },
  {
    path: '.hgrc',
    text: '[auth]\nx.prefix = https://hg.internal\nx.username = dev\nx.password = «{password:14}»\n',
  },
  {
    path: '.subversion/auth/svn.simple/abc',
    text: 'K 8\npassword\nV 14\n«{alnum:14}»\nK 8\nusername\nV 3\ndev\n',
  },
  {
    path: 'redis.conf',
    text: 'bind 127.0.0.1\nrequirepass «{alnum:24}»\nmasterauth «{password:16}»\n',
  },
  {
    path: 'grafana.ini',
    text: '[security]\nadmin_user = admin\nadmin_password = «{password:14}»\n;secret_key = x\n',
  },
  {
    path: 'chap-secrets',
    text: '# client server secret IP\nvpnuser\t*\t«{password:14}» *\n"bob" pptpd "«{alnum:12}»" 10.0.0.2\n',
  },
  {
    path: 'ipsec.secrets',
    text: '203.0.113.1 203.0.113.2 : PSK "«{password:20}»"\nbob : XAUTH "«{alnum:14}»"\nuser : EAP "«{alnum:14}»"\n',
  },
  {
    path: 'sasl_passwd',
    text: '[smtp.internal]:587 mailer@corp.net:«{password:14}»\n',
  },
  {
    path: 'rndc.key',
    text: 'key "rndc-key" {\n\talgorithm hmac-sha256;\n\tsecret "«{base64:43}=»";\n};\n',
  },
  {
    path: 'ddclient.conf',
    text: 'protocol=dyndns2\nlogin=dev\npassword=«{password:12}»\n',
  },
  {
    path: 'ssmtp.conf',
    text: 'AuthUser=dev\nAuthPass=«{password:14}»\n',
  },
  {
    path: 'davfs2/secrets',
    text: 'https://dav.internal dev «{password:14}»\n',
  },
  {
    path: '.smbcredentials',
    text: 'username=dev\npassword=«{password:14}»\ndomain=CORP\n',
  },
  {
    path: 'nslcd.conf',
    text: 'binddn cn=svc,dc=corp\nbindpw «{password:14}»\n',
  },
  {
    path: 'clients.conf',
    text: 'client nas {\n  ipaddr = 10.0.0.5\n  secret = «{alnum:20}»\n}\n',
  },
  {
    path: 'sip.conf',
    text: '[101]\ntype=friend\nsecret=«{alnum:14}»\nhost=dynamic\n',
  },
  {
    path: 'settings.json',
    text: '{"rpc-enabled": true, "rpc-password": "«{alnum:20}»", "rpc-username": "t"}\n',
  },
  {
    path: '.Renviron',
    text: 'DB_PWD=«{password:14}»\nAPI_KEY="«{alnum:32}»"\n',
  },
  {
    path: 'jupyter_notebook_config.py',
    text: "c.NotebookApp.token = '«{hex:48}»'\nc.NotebookApp.password = 'sha1:{hex:12}:{hex:40}'\n",
  },
  {
    path: 'router.cfg',
    text: 'hostname r1\nenable secret 5 «$1${alnum:4}${crypt:22}»\nusername admin password 7 «{hexupper:20}»\nsnmp-server community «{alnum:12}» RO\ntacacs-server key «{alnum:16}»\n',
  },
  {
    path: 'juniper.conf',
    text: 'set system root-authentication encrypted-password "«$6${alnum:8}${crypt:86}»"\nset security ike policy p pre-shared-key ascii-text "«$9${crypt:24}»"\n',
  },
  {
    path: 'haproxy.cfg',
    text: 'userlist ops\n  user admin insecure-password «{password:14}»\nstats auth admin:«{alnum:12}»\n',
  },
  {
    path: 'nginx.conf',
    text: 'proxy_set_header Authorization "Basic «{base64of(svc:{password:14})}»";\n',
  },
  {
    path: 'mongod.js',
    text: 'db.createUser({ user: "app", pwd: "«{password:14}»", roles: [] })\n',
  },
  {
    path: 'application.conf',
    text: 'akka { }\ndb.default.password="«{password:14}»"\nplay.http.secret.key="«{password:40}»"\n',
  },
  {
    path: 'standalone.xml',
    text: '<security><user-name>sa</user-name><password>«{password:14}»</password></security>\n<key-manager><credential-reference clear-text="«{password:14}»"/></key-manager>\n',
  },
  {
    path: 'server.xml',
    text: '<Connector port="8443" keystoreFile="k.jks" keystorePass="«{password:14}»" />\n',
  },
  {
    path: 'Vagrantfile',
    text: 'config.ssh.password = "«{password:14}»"\n',
  },
  {
    path: 'Info.plist',
    text: '<key>ApiSecret</key>\n<string>«{alnum:40}»</string>\n<key>Name</key><string>App</string>\n',
  },
  {
    path: 'strings.xml',
    text: '<string name="google_maps_key">«AIza{base64url:35}»</string><string name="api_secret">«{alnum:32}»</string>\n',
  },
  {
    path: 'build.gradle',
    text: 'android { signingConfigs { release { storePassword "«{password:14}»"\n keyPassword "«{alnum:14}»"\n } } }\n',
  },
  {
    path: 'config.php',
    text: "<?php\n$db_pass = '«{password:14}»';\n$config['encryption_key'] = '«{alnum:32}»';\ndefine('SMTP_PASSWORD', '«{password:14}»');\n",
  },
  {
    path: 'LocalSettings.php',
    text: '$wgDBpassword = "«{password:14}»";\n$wgSecretKey = "«{hex:64}»";\n',
  },
  {
    path: 'settings.local.php',
    text: "$databases['default']['default'] = ['username' => 'd', 'password' => '«{password:14}»'];\n$settings['hash_salt'] = '«{base64url:74}»';\n",
  },
  {
    path: 'parameters.php',
    text: "'database_password' => '«{password:14}»',\n'cookie_key' => '«{alnum:56}»',\n",
  },
  {
    path: 'database.php',
    text: "'mysql' => [ 'username' => 'a', 'password' => env('DB_PASSWORD', '«{password:14}»') ],\n",
  },
  {
    path: 'airflow.cfg',
    text: 'sql_alchemy_conn = postgresql+psycopg2://air:«{alnum:14}»@db/air\nfernet_key = «{base64url:43}=»\nsecret_key = «{alnum:32}»\n',
  },
  {
    path: 'superset_config.py',
    text: "SECRET_KEY = '«{password:42}»'\nSQLALCHEMY_DATABASE_URI = 'mysql://s:«{alnum:14}»@db/s'\n",
  },
  {
    path: 'profiles.yml',
    text: 'acme:\n  outputs:\n    prod:\n      type: snowflake\n      user: dbt\n      password: «{password:16}»\n',
  },
  {
    path: '.dbt/profiles.yml',
    text: 'x:\n  pass: «{password:16}»\n',
  },
  {
    path: 'odoo.conf',
    text: '[options]\nadmin_passwd = «{password:14}»\ndb_password = «{password:14}»\n',
  },
  {
    path: 'config.ini',
    text: '[mysql]\nuser=app\npass=«{password:14}»\npwd = «{alnum:14}»\n',
  },
  {
    path: 'db.properties',
    text: 'jdbc.url=jdbc:oracle:thin:@db:1521:x\njdbc.password=«{password:14}»\njdbc.pwd=«{alnum:14}»\n',
  },
  {
    path: 'log4j.xml',
    text: '<param name="SMTPPassword" value="«{password:14}»"/>\n',
  },
  {
    path: 'persistence.xml',
    text: '<property name="javax.persistence.jdbc.password" value="«{password:14}»"/>\n',
  },
  {
    path: 'job.yaml',
    text: '- name: x\n  env:\n    - {name: API_SECRET, value: "«{alnum:40}»"}\n',
  },
  {
    path: 'script.ps1',
    text: '$cred = New-Object PSCredential("svc", (ConvertTo-SecureString "«{password:14}»" -AsPlainText -Force))\n$password = "«{password:14}»"\n',
  },
  {
    path: 'deploy.bat',
    text: 'set DB_PASSWORD=«{password:14}»\nnet use Z: \\\\srv\\d /user:svc «{alnum:14}»\n',
  },
  {
    path: 'script.sh',
    text: 'export PGPASSWORD="«{password:14}»"\nMYSQL_PWD=«{alnum:14}» mysql\ncurl -H "Authorization: token «{hex:40}»" https://x.io\nhttp --auth dev:«{alnum:14}» GET x.io\naz login --service-principal -u {uuid} -p «{alnum:3}8Q~{base64url:34}» --tenant {uuid}\n',
  },
  {
    path: 'curl.txt',
    text: "curl -X POST https://x.io/token -d 'grant_type=client_credentials&client_id=app&client_secret=«{alnum:40}»'\ncurl --user 'dev:«{password:14}»' https://x.io\ncurl https://x.io/?api_key=«{hex:32}»\n",
  },
  {
    path: 'sp.json',
    text: '{"appId": "{uuid}", "displayName": "sp", "password": "«{alnum:3}8Q~{base64url:34}»", "tenant": "{uuid}"}\n',
  },
  {
    path: 'client_secret.json',
    text: '{"installed":{"client_id":"{digits:12}-{lowernum:32}.apps.googleusercontent.com","client_secret":"«GOCSPX-{base64url:28}»"}}\n',
  },
  {
    path: 'minio.env',
    text: 'MINIO_ROOT_USER=minio\nMINIO_ROOT_PASSWORD=«{password:16}»\nMC_HOST_x=https://ak:«{alnum:32}»@minio.internal\n',
  },
  {
    path: 'twilio.env',
    text: 'TWILIO_ACCOUNT_SID=AC{hex:32}\nTWILIO_AUTH_TOKEN=«{hex:32}»\n',
  },
  {
    path: 'smtp.yml',
    text: 'smtp:\n  user: x\n  pass: "«{password:14}»"\n',
  },
  {
    path: 'docker-run.sh',
    text: 'docker run -e MYSQL_ROOT_PASSWORD=«{password:14}» -e TZ=UTC mysql\nkubectl create secret generic db --from-literal=password=«{password:14}»\nhelm install x --set auth.rootPassword=«{alnum:14}»\n',
  },
  {
    path: 'tf.tf',
    text: 'resource "x" "y" {\n  password = "«{password:14}»"\n  secret_key = "«{alnum:40}»"\n}\nprovider "aws" {\n  access_key = "«AKIA{base32:16}»"\n  secret_key = "«{base64:40}»"\n}\nvariable "db_password" {\n  default = "«{password:14}»"\n}\n',
  },
  {
    path: 'README.md',
    text: 'Login with user `admin` and password `«{password:14}»`.\n',
  },
  {
    path: 'wallet.py',
    text: 'PRIVATE_KEY = "0x«{hex:64}»"\nMNEMONIC = "«{mnemonic:12}»"\n',
  },
  {
    path: 'cookies.txt',
    text: '.x.io\tTRUE\t/\tTRUE\t1999999999\tsession_token\t«{alnum:40}»\n',
  },
  {
    path: 'pgbouncer/userlist.txt',
    text: '"app" "«md5{hex:32}»"\n',
  },
  {
    path: 'proftpd.passwd',
    text: 'ftpuser:«$1${alnum:8}${crypt:22}»:1001:1001::/home/ftp:/bin/false\n',
  },
  {
    path: 'krb5.conf',
    text: '[kdc]\nmaster_key_password = «{password:14}»\n',
  },
  {
    path: 'vault.txt',
    text: 'Unseal Key 1: «{base64:44}»\nInitial Root Token: «hvs.{base64url:24}»\n',
  },
  {
    path: 'otp.txt',
    text: 'otpauth://totp/x?secret=«{base32:32}»&issuer=x\n',
  },
  {
    path: 'keepass.ini',
    text: '[x]\nKeyPassword=«{password:14}»\n',
  },
];
