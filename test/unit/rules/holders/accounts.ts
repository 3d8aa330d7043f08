/** Files of tools that keep a person's credentials: package managers, databases, clouds, registries. */
import type { Holder } from './holder.ts';

export const accountFiles: readonly Holder[] = [
  {
    path: '.env',
    text: `NODE_ENV=production
PORT=8080
DB_HOST=db.internal
DB_USER=app
DB_PASSWORD=«{password:16}»
SESSION_SECRET="«{alnum:40}»"
export MAIL_PASS='«{password:14}»'
PUBLIC_URL=https://app.internal
API_KEY_ID=main
REDIS_PASSWORD=\${REDIS_PASSWORD}
STRIPE_KEY=«sk_live_{alnum:24}»
`,
  },
  {
    path: 'home/.npmrc',
    text: `registry=https://npm.internal/
//npm.internal/:_authToken=«{uuid}»
//other.internal/:username=deploy
//other.internal/:_password=«{base64of({password:14})}»
_auth=«{base64of(deploy:{password:14})}»
always-auth=true
email=dev@corp.net
`,
  },
  {
    path: 'home/.yarnrc.yml',
    text: `nodeLinker: node-modules
npmRegistries:
  "https://npm.internal":
    npmAlwaysAuth: true
    npmAuthToken: "«{alnum:36}»"
`,
  },
  {
    path: 'home/.pypirc',
    text: `[distutils]
index-servers =
    internal

[internal]
repository: https://pypi.internal/legacy
username: deploy
password: «{password:16}»
`,
  },
  {
    path: 'etc/pip.conf',
    text: `[global]
index-url = https://deploy:«{alnum:20}»@pypi.internal/simple
timeout = 60
`,
  },
  {
    path: 'home/.netrc',
    text: `machine api.internal
  login deploy
  password «{password:14}»
machine git.internal login svc password «{alnum:20}»
`,
  },
  {
    path: 'home/.pgpass',
    text: `# hostname:port:database:username:password
db.internal:5432:app:app_user:«{password:14}»
*:5432:*:backup:«{alnum:16}»
10.1.2.3:6543:main:admin:«{password:12}»
`,
  },
  {
    path: 'home/.git-credentials',
    text: `https://deploy:«{alnum:32}»@git.internal
https://svc%40corp.net:«{password:16}»@github.internal
`,
  },
  {
    path: 'home/.gitconfig',
    text: `[user]
	name = A Developer
	email = dev@corp.net
[url "https://oauth2:«{alnum:26}»@git.internal/"]
	insteadOf = git@git.internal:
[sendemail]
	smtpserver = smtp.internal
	smtpuser = dev
	smtppass = «{password:14}»
`,
  },
  {
    path: 'home/.my.cnf',
    text: `[client]
user = root
password = «{password:14}»
host = db.internal
`,
  },
  {
    path: 'home/.docker/config.json',
    text: `{
  "auths": {
    "registry.internal": { "auth": "«{base64of(deploy:{password:16})}»" },
    "other.internal": { "identitytoken": "«{base64url:80}»" }
  },
  "credsStore": "desktop"
}
`,
  },
  {
    path: 'home/.dockercfg',
    text: `{"registry.internal": {"auth": "«{base64of(deploy:{alnum:20})}»", "email": "dev@corp.net"}}
`,
  },
  {
    path: 'home/.kube/config',
    text: `apiVersion: v1
kind: Config
clusters:
- name: prod
  cluster:
    server: https://10.0.0.1:6443
    certificate-authority-data: {base64of(-----BEGIN{none} CERTIFICATE-----{pemescaped:300})}
users:
- name: admin
  user:
    client-key-data: «{base64of(-----BEGIN{none} RSA PRIVATE KEY-----{pemescaped:600})}»
- name: svc
  user:
    token: «{alnum:48}»
- name: old
  user:
    username: admin
    password: «{password:14}»
`,
  },
  {
    path: 'home/.aws/credentials',
    text: `[default]
aws_access_key_id = «AKIA{base32:16}»
aws_secret_access_key = «{base64:40}»

[session]
aws_access_key_id = «ASIA{base32:16}»
aws_secret_access_key = «{base64:40}»
aws_session_token = «IQoJb3JpZ2lu{base64:300}==»
`,
  },
  {
    path: 'home/.s3cfg',
    text: `[default]
access_key = «AKIA{base32:16}»
bucket_location = US
gpg_passphrase = «{password:14}»
host_base = s3.amazonaws.com
secret_key = «{base64:40}»
use_https = True
`,
  },
  {
    path: 'home/.config/rclone/rclone.conf',
    text: `[minio]
type = s3
provider = Minio
access_key_id = backup
secret_access_key = «{base64:40}»

[box]
type = sftp
host = sftp.internal
user = backup
pass = «{base64url:30}»
`,
  },
  {
    path: 'home/.gem/credentials',
    text: `---
:rubygems_api_key: «rubygems_{hex:48}»
:internal_api_key: «{alnum:40}»
`,
  },
  {
    path: 'home/.cargo/credentials.toml',
    text: `[registry]
token = "«cio{alnum:32}»"

[registries.internal]
token = "«{alnum:40}»"
`,
  },
  {
    path: 'home/.composer/auth.json',
    text: `{
  "github-oauth": { "github.com": "«ghp_{alnum:30}{check:crc32-base62}»" },
  "http-basic": { "repo.internal": { "username": "deploy", "password": "«{alnum:24}»" } }
}
`,
  },
  {
    path: 'home/.m2/settings.xml',
    text: `<settings>
  <servers>
    <server>
      <id>releases</id>
      <username>deploy</username>
      <password>«{password:16}»</password>
    </server>
    <server>
      <id>keys</id>
      <privateKey>/home/dev/.ssh/id_rsa</privateKey>
      <passphrase>«{password:14}»</passphrase>
    </server>
  </servers>
</settings>
`,
  },
  {
    path: 'home/.gradle/gradle.properties',
    text: `org.gradle.jvmargs=-Xmx2g
nexusUsername=deploy
nexusPassword=«{password:16}»
signing.keyId=24875D73
signing.password=«{password:14}»
signing.secretKeyRingFile=/home/dev/.gnupg/secring.gpg
`,
  },
  {
    path: 'NuGet.Config',
    text: `<?xml version="1.0" encoding="utf-8"?>
<configuration>
  <packageSourceCredentials>
    <internal>
      <add key="Username" value="deploy" />
      <add key="ClearTextPassword" value="«{alnum:52}»" />
    </internal>
  </packageSourceCredentials>
</configuration>
`,
  },
  {
    path: 'home/.config/gh/hosts.yml',
    text: `github.com:
    user: dev
    oauth_token: «gho_{alnum:30}{check:crc32-base62}»
    git_protocol: ssh
`,
  },
  {
    path: 'home/.terraformrc',
    text: `credentials "app.terraform.io" {
  token = "«{alnum:14}.atlasv1.{base64url:67}»"
}
`,
  },
  {
    path: 'home/.databrickscfg',
    text: `[DEFAULT]
host = https://acme.cloud.databricks.com
token = «dapi{hex:32}»
`,
  },
  {
    path: 'home/.boto',
    text: `[Credentials]
gs_access_key_id = GOOG1EXYZ
gs_secret_access_key = «{base64:40}»
`,
  },
  {
    path: 'gcp-key.json',
    text: `{
  "type": "service_account",
  "project_id": "acme-prod",
  "private_key_id": "{hex:40}",
  "private_key": "«-----BEGIN{none} PRIVATE KEY-----\\n{pemescaped:1200}\\n-----END PRIVATE KEY-----\\n»",
  "client_email": "svc@acme-prod.iam.gserviceaccount.com",
  "client_id": "{digits:21}",
  "token_uri": "https://oauth2.googleapis.com/token"
}
`,
  },
];
