/** Settings of frameworks and content management systems, and connection strings of their drivers. */
import type { Holder } from './holder.ts';

export const applicationFiles: readonly Holder[] = [
  {
    path: 'wp-config.php',
    text: `<?php
define( 'DB_NAME', 'wordpress' );
define( 'DB_USER', 'wp' );
define( 'DB_PASSWORD', '«{password:16}»' );
define( 'DB_HOST', 'localhost' );
define( 'AUTH_KEY',         '«{password:64}»' );
define( 'NONCE_SALT',       '«{password:64}»' );
define( 'SECURE_AUTH_KEY',  'put your unique phrase here' );
`,
  },
  {
    path: 'configuration.php',
    text: `<?php
class JConfig {
	public $dbtype = 'mysqli';
	public $user = 'joomla';
	public $password = '«{password:14}»';
	public $secret = '«{alnum:16}»';
	public $smtppass = '«{password:12}»';
}
`,
  },
  {
    path: 'app/etc/env.php',
    text: `<?php
return [
    'crypt' => [
        'key' => '«{hex:32}»'
    ],
    'db' => [
        'connection' => [
            'default' => [
                'host' => 'localhost',
                'username' => 'magento',
                'password' => '«{password:14}»',
            ]
        ]
    ],
];
`,
  },
  {
    path: 'project/settings.py',
    text: `import os

SECRET_KEY = 'django-insecure-«{password:50}»'
DEBUG = False
DATABASES = {
    'default': {
        'ENGINE': 'django.db.backends.postgresql',
        'NAME': 'app',
        'USER': 'app',
        'PASSWORD': '«{password:16}»',
        'HOST': 'db.internal',
    }
}
EMAIL_HOST_PASSWORD = os.environ['EMAIL_HOST_PASSWORD']
AUTH_PASSWORD_VALIDATORS = [{'NAME': 'django.contrib.auth.password_validation.MinimumLengthValidator'}]
`,
  },
  {
    path: 'config/database.yml',
    text: `production:
  adapter: postgresql
  database: app
  username: app
  password: «{password:16}»
development:
  adapter: sqlite3
  password: <%= ENV['DB_PASSWORD'] %>
`,
  },
  {
    path: 'config/secrets.yml',
    text: `production:
  secret_key_base: «{hex:128}»
test:
  secret_key_base: <%= ENV["SECRET_KEY_BASE"] %>
`,
  },
  {
    path: 'config/master.key',
    byName: true,
    text: `{hex:32}
`,
  },
  {
    path: 'src/main/resources/application.properties',
    text: `spring.datasource.url=jdbc:mysql://db.internal:3306/app
spring.datasource.username=app
spring.datasource.password=«{password:16}»
spring.mail.password=\${MAIL_PASSWORD}
jwt.secret=«{alnum:40}»
server.ssl.key-store-password=«{password:12}»
`,
  },
  {
    path: 'src/main/resources/application.yml',
    text: `spring:
  datasource:
    url: jdbc:postgresql://db.internal/app
    username: app
    password: «{password:16}»
  security:
    oauth2:
      client:
        registration:
          google:
            client-id: {digits:12}-{lowernum:32}.apps.googleusercontent.com
            client-secret: «GOCSPX-{base64url:28}»
`,
  },
  {
    path: 'appsettings.json',
    text: `{
  "ConnectionStrings": {
    "Default": "Server=db.internal;Database=app;User Id=sa;Password=«{alnum:16}»;Encrypt=true",
    "Storage": "DefaultEndpointsProtocol=https;AccountName=acme;AccountKey=«{base64:86}==»;EndpointSuffix=core.windows.net"
  },
  "Jwt": { "Issuer": "acme", "Key": "«{alnum:40}»" },
  "Logging": { "LogLevel": { "Default": "Information" } }
}
`,
  },
  {
    path: 'Web.config',
    text: `<configuration>
  <connectionStrings>
    <add name="Main" connectionString="Data Source=db;Initial Catalog=app;User ID=sa;Password=«{alnum:14}»" providerName="System.Data.SqlClient" />
  </connectionStrings>
  <appSettings>
    <add key="SmtpPassword" value="«{password:14}»" />
    <add key="Theme" value="dark" />
  </appSettings>
  <system.web>
    <machineKey validationKey="«{hexupper:128}»" decryptionKey="«{hexupper:64}»" validation="SHA1" />
  </system.web>
</configuration>
`,
  },
  {
    path: 'laravel/.env',
    text: `APP_NAME=Shop
APP_KEY=«base64:{base64:43}=»
DB_PASSWORD=«{password:14}»
MAIL_PASSWORD=null
PUSHER_APP_KEY=
`,
  },
  {
    path: 'app/config/parameters.yml',
    text: `parameters:
    database_host: 127.0.0.1
    database_user: symfony
    database_password: «{password:14}»
    secret: «{hex:40}»
    locale: en
`,
  },
  {
    path: 'conf/tomcat-users.xml',
    text: `<tomcat-users>
  <role rolename="manager-gui"/>
  <user username="admin" password="«{password:14}»" roles="manager-gui"/>
</tomcat-users>
`,
  },
  {
    path: 'hibernate.cfg.xml',
    text: `<hibernate-configuration><session-factory>
  <property name="hibernate.connection.url">jdbc:mysql://localhost/app</property>
  <property name="hibernate.connection.username">app</property>
  <property name="hibernate.connection.password">«{password:14}»</property>
</session-factory></hibernate-configuration>
`,
  },
  {
    path: 'docs/connections.txt',
    text: `postgres: postgresql://app:«{alnum:16}»@db.internal:5432/app
mysql:    mysql+pymysql://app:«{alnum:16}»@db.internal/app
mongo:    mongodb+srv://app:«{alnum:16}»@cluster0.abcde.mongodb.net/app
redis:    redis://:«{alnum:24}»@cache.internal:6379/0
amqp:     amqps://svc:«{alnum:16}»@mq.internal/vhost
jdbc:     jdbc:sqlserver://db:1433;databaseName=app;user=sa;password=«{alnum:16}»
oracle:   jdbc:oracle:thin:app/«{alnum:12}»@//db.internal:1521/orcl
odbc:     Driver={ODBC Driver 17 for SQL Server};Server=db;Database=app;UID=sa;PWD=«{alnum:14}»;
go:       app:«{alnum:14}»@tcp(db.internal:3306)/app
npgsql:   Host=db.internal;Username=app;Password=«{alnum:14}»;Database=app
ldap:     ldaps://cn=admin:«{alnum:12}»@ldap.internal
smtp:     smtp://mailer:«{alnum:16}»@smtp.internal:587
ftp:      ftp://upload:«{alnum:12}»@ftp.internal/in
proxy:    http://svc:«{alnum:14}»@proxy.internal:3128
`,
  },
];
