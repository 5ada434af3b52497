export {
  type AggregateEvent,
  type AggregateOptions,
  decodeAggregateEvent,
  encodeAggregateEvent,
  makeEvent,
  type MakeEventOptions,
} from './aggregate-event.ts'
export {
  type CreatedEvent,
  EventRegistry,
  type RegisterAsOptions,
  type RegisterOptions,
  UnregisteredEventError,
  type Upgrade,
} from './event-registry.ts'
export { decodeGoevent, encodeGoevent, type GoeventMessage } from './goevent.ts'
export {
  decodeHttpMessage,
  decodeHttpMessages,
  encodeHttpMessage,
  type HttpCallback,
  type HttpMessage,
} from './http-message.ts'
export type { JsonValue } from './json-value.ts'
export type { WireLimits } from './limits.ts'
export { isNamedByRule, namingRule, NamingRuleError, type NamingRuleOptions } from './naming-rule.ts'
export { PayloadError, type PayloadIssue } from './payload-schema.ts'
export { parseTimestamp } from './timestamp.ts'
export { WireError } from './wire-error.ts'
export { checkJson } from './write-json.ts'
