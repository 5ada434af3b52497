import type { StandardSchemaV1 } from '@standard-schema/spec'

export { z } from 'zod'

export declare const OrderCreated: StandardSchemaV1<{ total: number; currency: string }>
export declare const body: string
export declare function print(...what: unknown[]): void
