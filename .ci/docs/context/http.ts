import type { Hono } from 'hono'

export * as http from 'node:http'

export declare const app: Hono
export declare const token: string
export declare const registry: import('eventscope/wire').EventRegistry
