import { EventRegistry, namingRule } from 'eventscope/wire'
import { object, string } from 'valibot'
import { z } from 'zod'

const registry = new EventRegistry()
registry.registerAs('order.created.v1', { event: 'order.created', schema: z.object({ total: z.number() }) })
registry.registerAs('order.paid.v1', { event: 'order.paid', schema: object({ id: string() }) })
export const check = namingRule()
