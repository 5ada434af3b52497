import type { HttpMessage } from '../wire/index.ts'

/** As much of `fetch` as a callback takes. */
export type CallbackFetch = (
  url: string,
  init: {
    readonly method: 'GET'
    readonly redirect: 'manual'
    readonly credentials: 'omit'
    readonly signal: AbortSignal
  },
) => Promise<CallbackResponse>

/** As much of a `Response` as a callback takes. */
export interface CallbackResponse {
  readonly status: number
  readonly body?: { cancel(): Promise<void> } | null
}

/** Where an endpoint may call back, and how often it tries. The defaults follow go-common's callback handler. */
export interface CallbackOptions {
  /** The hosts that may be called: `hooks.example`, with a port where it is not the usual one: `hooks.example:8443`. */
  readonly hosts: readonly string[]
  /**
   * Whether a host may have an address that is not public: this machine, a private network, a cloud's metadata.
   * @default false
   */
  readonly allowPrivate?: boolean | undefined
  /**
   * Gives the addresses of a host, which are then tested before each attempt. `eventscope/http/node` has it as
   * `resolveHost`. Without it, only addresses that stand in the URL, and names of this machine, can be told to be
   * private. With it, `fetch` still looks the name up again, and whoever owns the name may answer differently then (DNS
   * rebinding). Only who connects can rule that out: pass `fetch: checkedFetch()` of `eventscope/http/node`, which
   * connects to the very address that was tested. Elsewhere, list only hosts whose names you trust.
   */
  readonly resolve?: ((host: string) => Promise<readonly string[]>) | undefined
  /**
   * How often it is tried in all.
   * @default 3
   */
  readonly attempts?: number | undefined
  /**
   * Milliseconds between two attempts.
   * @default 2000
   */
  readonly interval?: number | undefined
  /**
   * Milliseconds until an attempt without an answer has failed.
   * @default 60000
   */
  readonly timeout?: number | undefined
  /**
   * Makes the requests.
   * @default globalThis.fetch
   */
  readonly fetch?: CallbackFetch | undefined
  /** Told of each callback that was made or given up. */
  readonly onCallback?: ((outcome: CallbackOutcome) => void) | undefined
}

/** A callback that was made or given up. */
export interface CallbackOutcome {
  readonly kind: 'success' | 'fail'
  readonly url: string
  readonly message: HttpMessage
  /** How often it was tried. */
  readonly attempts: number
  /** Why it was given up; undefined where it arrived. */
  readonly error: CallbackError | undefined
}

/** Why a callback was given up. */
export class CallbackError extends Error {
  override readonly name = 'CallbackError'

  constructor(
    /** Where it should have gone. */
    readonly url: string,
    why: string,
    cause?: unknown,
  ) {
    super(`the callback to ${url} was given up: ${why}`, { cause })
  }
}
