/** Private keys in the forms in which they are kept, sent and pasted. */
import type { Holder } from './holder.ts';

const rsa = (body: string) => `-----BEGIN{none} RSA PRIVATE KEY-----\n${body}\n-----END RSA PRIVATE KEY-----`;

export const keyFiles: readonly Holder[] = [
  { path: 'home/.ssh/backup', text: `«${rsa('{pembody:1100}')}»\n` },
  {
    path: 'home/.ssh/id_ed25519',
    text: '«-----BEGIN{none} OPENSSH PRIVATE KEY-----\n{opensshbody:none}\n-----END OPENSSH PRIVATE KEY-----»\n',
  },
  {
    path: 'tls/server.json',
    text: '{ "cert": "-----BEGIN{none} CERTIFICATE-----\\n{pemescaped:300}\\n-----END CERTIFICATE-----", "key": "«-----BEGIN{none} PRIVATE KEY-----\\n{pemescaped:900}\\n-----END PRIVATE KEY-----»" }\n',
  },
  {
    path: 'src/Keys.java',
    text: `class Keys {
  static final String KEY = "«-----BEGIN{none} PRIVATE KEY-----\\n" +
      "{base64:64}\\n" +
      "{base64:64}\\n" +
      "{base64:40}\\n»" +
      "-----END PRIVATE KEY-----";
}
`,
  },
  {
    path: 'src/key.c',
    text: `static const char key[] =
  "«-----BEGIN{none} EC PRIVATE KEY-----\\n"
  "{base64:64}\\n"
  "{base64:64}\\n"
  "{base64:36}==\\n»"
  "-----END EC PRIVATE KEY-----\\n";
`,
  },
  {
    path: 'values.yaml',
    text: `tls:
  key: |
    «-----BEGIN{none} RSA PRIVATE KEY-----
    {base64:64}
    {base64:64}
    {base64:64}
    {base64:40}
    -----END RSA PRIVATE KEY-----»
`,
  },
  {
    path: '.env',
    text: 'SIGNING_KEY="«-----BEGIN{none} RSA PRIVATE KEY-----\\n{pemescaped:600}\\n-----END RSA PRIVATE KEY-----»"\nLOG=1\n',
  },
  {
    path: 'truncated.txt',
    text: 'first lines of the key:\n«-----BEGIN{none} RSA PRIVATE KEY-----\n{base64:64}\n{base64:64}\n{base64:64}»\n',
  },
  {
    path: 'mail.txt',
    text: `> «-----BEGIN{none} PRIVATE KEY-----
> {base64:64}
> {base64:64}
> {base64:64}
> {base64:24}»
> -----END PRIVATE KEY-----
`,
  },
  {
    path: 'key.asc',
    text: `«-----BEGIN{none} PGP PRIVATE KEY BLOCK-----
Version: GnuPG v2

{base64:64}
{base64:64}
{base64:64}
{base64:32}
={base64:4}
-----END PGP PRIVATE KEY BLOCK-----»
`,
  },
  {
    path: 'deploy.ppk',
    text: `PuTTY-User-Key-File-2: ssh-rsa
Encryption: none
Comment: deploy
Public-Lines: 2
{base64:64}
{base64:40}
Private-Lines: 2
«{base64:64}
{base64:40}»
Private-MAC: {hex:40}
`,
  },
  {
    path: 'jwk.json',
    text: '{"kty": "RSA", "n": "{base64url:342}", "e": "AQAB", "d": "«{base64url:342}»", "kid": "main"}\n',
  },
  {
    path: 'wg0.conf',
    text: `[Interface]
PrivateKey = «{base64:43}=»
Address = 10.0.0.2/32

[Peer]
PublicKey = {base64:43}=
PresharedKey = «{base64:43}=»
AllowedIPs = 0.0.0.0/0
`,
  },
  { path: 'keys.txt', text: '# created: 2026-01-01\n«{age}»\n' },
  ...['deploy.p12', 'conf/server.jks', 'home/passwords.kdbx', 'etc/http.keytab', 'home/.mylogin.cnf', 'wallet.dat'].map(
    (path) => ({ path, text: '', byName: true }),
  ),
  // A header alone, in a document or in code, is no key.
  {
    path: 'docs/keys.md',
    text: 'A key begins with `-----BEGIN{none} RSA PRIVATE KEY-----` and ends with `-----END RSA PRIVATE KEY-----`.\n\n    -----BEGIN{none} PRIVATE KEY-----\n    ...\n    -----END PRIVATE KEY-----\n',
  },
  {
    path: 'src/is-key.js',
    text: "if (text.startsWith('-----BEGIN{none} PRIVATE KEY-----')) return parse(text);\nconst end = '-----END PRIVATE KEY-----';\n",
  },
];
