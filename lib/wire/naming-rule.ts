import type { DispatchCheck } from '../core/index.ts'

/** `{noun}-{action}`, both in lower case and snake case. */
const RULE = /^[a-z][a-z0-9]*(?:_[a-z0-9]+)*-[a-z][a-z0-9]*(?:_[a-z0-9]+)*$/
/** How many names a rule tells of: names made at run time would never end. */
const MAX_TOLD = 1_000

/** What `namingRule()` may be told. */
export interface NamingRuleOptions {
  /** Names that may stay as they are. */
  readonly except?: readonly string[] | undefined
}

/** An event's name does not follow the rule. */
export class NamingRuleError extends Error {
  override readonly name = 'NamingRuleError'
  /** The name of the event. */
  readonly event: string

  constructor(event: string, isLast: boolean) {
    super(
      `"${event}" is not named by the rule {noun}-{action}, lower case, with "_" between words, such as "order-accepted" ` +
        `or "changed_password_notification-sent".${isLast ? ` It is the ${MAX_TOLD}th such name: no more are told.` : ''}`,
    )
    this.event = event
  }
}

/**
 * Whether a name is `{noun}-{action}`, lower case, with snake case inside.
 * @example
 * isNamedByRule('user-logged_in') // true
 */
export function isNamedByRule(name: string): boolean {
  return RULE.test(name)
}

/**
 * A check for `createBus({ checks })`: the first dispatch of each event that is not named by the rule of the broker's
 * events carries an error that says so. Its listeners run all the same.
 * @example
 * const bus = createBus({ checks: [namingRule({ except: ['app.ready'] })] })
 */
export function namingRule({ except = [] }: NamingRuleOptions = {}): DispatchCheck {
  const known = new Set(except)
  const full = known.size + MAX_TOLD
  return {
    refuses: false,
    test: (event) => {
      if (known.has(event) || known.size >= full || isNamedByRule(event)) return undefined
      known.add(event)
      return new NamingRuleError(event, known.size === full)
    },
  }
}
