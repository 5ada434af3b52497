/**
 * Something that every dispatch of a bus is tested for, before its listeners run: the rule for names, the schemas of
 * payloads. It goes into `createBus({ checks })`.
 */
export interface DispatchCheck {
  /** Whether a dispatch that fails is refused. If not, its listeners run, and the failure is an error on its handle. */
  readonly refuses: boolean
  /** The failure; undefined if there is none. What it throws is the failure, too. */
  test(event: string, payload: unknown): Error | undefined
}
