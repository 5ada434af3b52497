import type { EventError, FailureKind } from 'eventscope'

/** What failed that was no listener: in a few words, and in a sentence. */
export interface FailingWords {
  readonly short: string
  readonly why: string
}

const WORDS: Readonly<Record<FailureKind, FailingWords>> = {
  listener: { short: 'a listener', why: 'It was given up before its listener ran.' },
  check: { short: 'a check', why: 'It fails a check of its bus. Its listeners ran all the same.' },
  refused: { short: 'refused', why: 'The dispatch was refused: no listener ran.' },
  publish: {
    short: 'not published',
    why: 'The driver could not publish it, or does not know: others may not have got it. Its listeners here ran all the same.',
  },
  source: { short: 'failed itself', why: 'It was no listener: what is observed has failed by itself.' },
}

/** What is known better by the name of the error that is the cause. */
const BY_CAUSE: Readonly<Record<string, FailingWords>> = {
  'check NamingRuleError': {
    short: 'naming rule',
    why: 'Its name breaks the naming rule of its bus. Its listeners ran all the same; each such name is told of once.',
  },
  'check PayloadError': {
    short: 'payload schema',
    why: 'Its payload fails its schema. Its listeners ran all the same.',
  },
  'refused PayloadError': {
    short: 'payload schema',
    why: 'Its payload fails its schema: the dispatch was refused, and no listener ran.',
  },
  'refused WireError': {
    short: 'unreadable message',
    why: 'The message that came in can’t be read: no listener ran.',
  },
  'refused UnregisteredEventError': {
    short: 'unknown type',
    why: 'The message that came in is of a type that is not registered: no listener ran.',
  },
  'refused BusClosedError': { short: 'closed bus', why: 'Its bus was closed: no listener ran.' },
  'refused DispatchDepthError': {
    short: 'too deep',
    why: 'Dispatches were nested too deep, so it was refused: no listener ran.',
  },
}

/** What failed, of an error that is no listener's. */
export function failingWords(error: EventError): FailingWords {
  const { kind } = error
  const words = BY_CAUSE[`${kind} ${causeName(error)}`] ?? WORDS[kind]
  return kind === 'listener' && error.listener !== '' ? { ...words, short: error.listener } : words
}

/** What the page throws may throw again when it is read. */
function causeName({ cause }: EventError): string {
  try {
    return cause instanceof Error ? String(cause.name) : ''
  } catch {
    return ''
  }
}
