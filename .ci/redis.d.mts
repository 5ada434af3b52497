export function findRedis(): string | undefined
export function ensureRedis(): string | undefined
export function isRequired(): boolean
export function missing(): string[]
