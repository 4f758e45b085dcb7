/** Addresses of databases as DATABASE_URL writes them, for the tests. */

/** `host` may be the folder of a Unix socket. */
export function databaseUrl(target: { host: string; port: number; user: string }, database: string): string {
  return `postgresql://${target.user}@${encodeURIComponent(target.host)}:${target.port}/${database}`;
}

/** The same server and login, another database. */
export function withDatabaseName(url: string, database: string): string {
  const address = new URL(url);
  address.pathname = `/${database}`;
  return address.toString();
}
