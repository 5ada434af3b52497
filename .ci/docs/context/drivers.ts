import type { StoredEntry } from 'eventscope/drivers/broker'

export { readdir, rm } from 'node:fs/promises'
export { join } from 'node:path'

export declare const folder: string
export declare function read(key: string): StoredEntry['value']
export declare function write(key: string, entry: unknown): Promise<string>
