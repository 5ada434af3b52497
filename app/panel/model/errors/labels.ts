import type { ErrorGroup, ReplayRefusal, RunView } from 'eventscope/recorder'
import { formatCount, formatDuration } from '../format.ts'
import { causeMessage } from './cause-chain.ts'
import { failingWords } from './failing.ts'

/** How a group stands: whether what failed still does. */
export function stateText({ state, okSince, kind }: Pick<ErrorGroup, 'state' | 'okSince' | 'kind'>): string {
  switch (state) {
    case 'failing':
      return 'still failing'
    case 'recovered':
      // A check may tell of each mistake once: that it says nothing more does not mean that it is mended.
      if (kind === 'check') return 'not told again'
      return `ok since (${formatCount(okSince)} ${okSince === 1 ? 'run' : 'runs'})`
    case 'not-run-since':
      return 'not run since'
  }
}

/** What failed: a listener by its name, else what is known of it. */
export function failingText({ listener, latest }: Pick<ErrorGroup, 'listener' | 'latest'>): string {
  return listener ?? failingWords(latest).short
}

/** How long ago something was: `just now`, `12 s ago`, `3 min ago`. */
export function agoText(ms: number): string {
  const seconds = Math.floor(ms / 1_000)
  if (seconds < 1) return 'just now'
  if (seconds < 60) return `${seconds} s ago`
  const minutes = Math.floor(seconds / 60)
  if (minutes < 60) return `${minutes} min ago`
  const hours = Math.floor(minutes / 60)
  return hours < 24 ? `${hours} h ago` : `${Math.floor(hours / 24)} d ago`
}

const REFUSALS: Readonly<Record<ReplayRefusal, string>> = {
  gone: 'This dispatch is no longer in the recording.',
  'no bus': 'Its bus is closed, or the recorder is no longer attached to it.',
  'listener removed': 'The listener is no longer registered for this event.',
  'no payload': 'The recorder did not keep its payload.',
}

/** Why a listener could not run again. */
export function refusalText(reason: ReplayRefusal): string {
  return REFUSALS[reason]
}

/** How a listener that was asked to run again did; without a run it has not started yet. */
export function outcomeText(
  run: Pick<RunView, 'status' | 'sync' | 'wait' | 'error'> | undefined,
  clockStep: number,
): string {
  switch (run?.status) {
    case undefined:
      return 'it has not started yet'
    case 'waiting':
      return 'it runs …'
    case 'ok':
      return `ran ok in ${formatDuration(run.sync + (run.wait ?? 0), clockStep)}`
    case 'failed':
      return `failed again: ${causeMessage(run.error?.cause)}`
  }
}
