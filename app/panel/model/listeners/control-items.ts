import type { ControlState } from 'eventscope/recorder'
import { formatCount } from '../format.ts'

export type ControlKind = 'muted' | 'soloed' | 'breaks' | 'breakpoints'

/** One thing that is muted, soloed or set to break. */
export interface ControlItem {
  readonly id: number
  readonly label: string
}

/** All of a kind that is in force. */
export interface ControlGroup {
  readonly kind: ControlKind
  /** `2 listeners muted` */
  readonly label: string
  readonly items: readonly ControlItem[]
  /** How many more there are than `items`. */
  readonly more: number
}

/** Items of a kind that are shown. */
const MAX_ITEMS = 6

/** What is in force, kind by kind; none where nothing is. */
export function controlGroups(
  state: Pick<ControlState, ControlKind>,
  nameOf: (listener: number) => string | undefined,
): readonly ControlGroup[] {
  const named = (id: number): ControlItem => ({ id, label: nameOf(id) ?? `#${id}` })
  const { muted, soloed, breaks } = state
  const breakpoints = state.breakpoints.filter(({ enabled }) => enabled)
  return [
    group('muted', `${listeners(muted.length)} muted`, muted, named),
    group('soloed', `${listeners(soloed.length)} soloed`, soloed, named),
    group('breaks', `${listeners(breaks.length)} set to break on the next run`, breaks, named),
    group('breakpoints', `${counted(breakpoints.length, 'breakpoint')}`, breakpoints, ({ id, query }) => ({
      id,
      label: query,
    })),
  ].filter(({ items }) => items.length > 0)
}

/** How a listener stands: what the rows of the list show. */
export interface ListenerControl {
  readonly muted: boolean
  readonly soloed: boolean
  readonly breaks: boolean
}

/** Several stand as all of them do. */
export function controlOf(
  state: Pick<ControlState, 'muted' | 'soloed' | 'breaks'>,
  ids: readonly number[],
): ListenerControl {
  const hasAll = (those: readonly number[]): boolean => ids.every((id) => those.includes(id))
  return { muted: hasAll(state.muted), soloed: hasAll(state.soloed), breaks: hasAll(state.breaks) }
}

function group<Item>(
  kind: ControlKind,
  label: string,
  all: readonly Item[],
  itemOf: (item: Item) => ControlItem,
): ControlGroup {
  return {
    kind,
    label,
    items: all.slice(0, MAX_ITEMS).map(itemOf),
    more: Math.max(0, all.length - MAX_ITEMS),
  }
}

function listeners(count: number): string {
  return counted(count, 'listener')
}

function counted(count: number, what: string): string {
  return `${formatCount(count)} ${what}${count === 1 ? '' : 's'}`
}
