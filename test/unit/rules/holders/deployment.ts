/** What deploys and runs software: Kubernetes, Terraform, Ansible, CI, containers. */
import type { Holder } from './holder.ts';

export const deploymentFiles: readonly Holder[] = [
  {
    path: 'k8s/secret.yaml',
    text: `apiVersion: v1
kind: Secret
metadata:
  name: db
  uid: {uuid}
type: Opaque
data:
  username: {base64of(app_user)}
  password: «{base64of({password:16})}»
  api-token: «{base64of({alnum:32})}»
`,
  },
  {
    path: 'k8s/string-secret.yaml',
    text: `apiVersion: v1
kind: Secret
metadata:
  name: mail
stringData:
  smtp-user: svc
  smtp-password: "«{password:14}»"
`,
  },
  {
    path: 'k8s/deployment.yaml',
    text: `apiVersion: apps/v1
kind: Deployment
spec:
  template:
    spec:
      containers:
        - name: app
          image: registry.internal/app@sha256:{hex:64}
          env:
            - name: DB_PASSWORD
              value: "«{password:16}»"
            - name: API_TOKEN
              valueFrom:
                secretKeyRef:
                  name: api-token
                  key: token
`,
  },
  {
    path: 'terraform.tfvars',
    text: `region         = "eu-west-1"
instance_type  = "t3.large"
db_username    = "app"
db_password    = "«{password:16}»"
datadog_api_key = "«{hex:32}»"
`,
  },
  {
    path: 'terraform.tfstate',
    text: `{
  "version": 4,
  "lineage": "{uuid}",
  "resources": [
    {
      "type": "aws_db_instance",
      "instances": [
        {
          "attributes": {
            "arn": "arn:aws:rds:eu-west-1:123456789012:db:main",
            "username": "app",
            "password": "«{password:16}»"
          }
        }
      ]
    },
    {
      "type": "aws_iam_access_key",
      "instances": [{ "attributes": { "id": "«AKIA{base32:16}»", "secret": "«{base64:40}»" } }]
    },
    {
      "type": "tls_private_key",
      "instances": [{ "attributes": { "private_key_pem": "«-----BEGIN{none} RSA PRIVATE KEY-----\\n{pemescaped:900}\\n-----END RSA PRIVATE KEY-----\\n»" } }]
    }
  ]
}
`,
  },
  {
    path: 'group_vars/all.yml',
    text: `ansible_user: deploy
ansible_ssh_pass: "«{password:14}»"
ansible_become_pass: «{password:12}»
mysql_root_password: «{password:16}»
vaulted: !vault |
  $ANSIBLE_VAULT;1.1;AES256
  {hex:80}
  {hex:80}
`,
  },
  {
    path: 'inventory/hosts.ini',
    text: `[web]
web1.internal ansible_user=deploy ansible_ssh_pass=«{password:14}»
web2.internal ansible_user=deploy ansible_password='«{alnum:16}»'
`,
  },
  {
    path: 'docker-compose.yml',
    text: `services:
  db:
    image: postgres:16
    environment:
      POSTGRES_USER: app
      POSTGRES_PASSWORD: «{password:16}»
      PGDATA: /var/lib/postgresql/data
  app:
    build: .
    environment:
      - DATABASE_URL=postgresql://app:«{alnum:18}»@db:5432/app
      - JWT_SECRET=«{alnum:48}»
      - SENTRY_DSN=\${SENTRY_DSN}
`,
  },
  {
    path: 'Dockerfile',
    text: `FROM node:20
ENV NODE_ENV=production
ENV ADMIN_PASSWORD=«{password:14}»
ARG NPM_TOKEN
RUN curl -u deploy:«{password:14}» https://files.internal/a.tgz | tar xz
RUN echo "root:«{alnum:14}»" | chpasswd
`,
  },
  {
    path: '.gitlab-ci.yml',
    text: `variables:
  DEPLOY_PASSWORD: "«{password:16}»"
deploy:
  script:
    - docker login -u svc -p «{alnum:20}» registry.internal
    - sshpass -p «{alnum:12}» scp -r dist deploy@web.internal:/srv
    - 'curl --header "PRIVATE-TOKEN: «glpat-{base64url:20}»" https://git.internal/api/v4/projects'
`,
  },
  {
    path: '.github/workflows/deploy.yml',
    text: `on: push
jobs:
  deploy:
    runs-on: ubuntu-latest
    env:
      API_SECRET: «{alnum:40}»
      NPM_TOKEN: \${{ secrets.NPM_TOKEN }}
    steps:
      - uses: actions/checkout@{hex:40}
      - run: ./deploy.sh --password «{password:14}»
`,
  },
  {
    path: 'Jenkinsfile',
    text: `pipeline {
  agent any
  environment {
    DB_PASSWORD = '«{password:16}»'
    TOKEN = credentials('deploy-token')
  }
  stages { stage('x') { steps { sh 'mysql -u root -p«{alnum:14}» app < a.sql' } } }
}
`,
  },
  {
    path: '.travis.yml',
    text: `language: node_js
env:
  global:
    - SAUCE_USERNAME=ci
    - secure: "{base64:170}="
    - COVERALLS_REPO_TOKEN=«{alnum:33}»
`,
  },
  {
    path: 'serverless.yml',
    text: `service: api
provider:
  name: aws
  environment:
    STRIPE_SECRET_KEY: «sk_live_{alnum:24}»
    TABLE: \${self:custom.table}
    AUTH_TOKEN: «{alnum:40}»
`,
  },
  {
    path: 'cloud-init.yml',
    text: `#cloud-config
users:
  - name: deploy
    passwd: «$6\${alnum:16}\${crypt:86}»
chpasswd:
  list: |
    root:«{password:12}»
`,
  },
  {
    path: 'values.yaml',
    text: `image:
  repository: registry.internal/app
  tag: 1.2.3
auth:
  existingSecret: ""
  rootPassword: «{password:16}»
  password: "«{alnum:18}»"
`,
  },
];
