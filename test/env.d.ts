declare namespace Cloudflare {
  /** What the tests themselves use of wrangler.toml; the pooled databases are found by name. */
  interface Env {
    CONTROL: D1Database;
    ANALYTICS: D1Database;
    FILES: R2Bucket;
    MASTER_KEY: string;
  }
}
