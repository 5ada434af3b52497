/**
 * Whether it is a build for production. Most bundlers then have the stub in place of the panel, by a condition of the
 * package's exports; for those that know no conditions, and for servers, the panel asks.
 */
export function isProduction(): boolean {
  // By these words, which bundlers replace; where nothing has, and there is no `process`, it is no such build.
  try {
    return process.env.NODE_ENV === 'production'
  } catch {
    return false
  }
}
