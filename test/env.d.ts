declare namespace Cloudflare {
  /** What the tests themselves use of wrangler.toml; the pooled databases are found by name. */
  interface Env {
    CONTROL: D1Database;
    MASTER_KEY: string;
  }
}
