import type { DispatchView } from 'eventscope/recorder'
import { afterClose, replayOptionsOf, startEditing, withText } from '../../model/compare/editing.ts'
import { refusalOf } from '../../model/compare/replay.ts'
import { type Panel, select } from '../../store.ts'

/** Opens the editor. @param problem why it can't be dispatched as it was recorded */
export function openEditor({ store }: Panel, view: DispatchView, problem?: string): void {
  store.setState({ editing: startEditing(view, problem) })
}

export function writeEditor({ store }: Panel, text: string): void {
  const { editing } = store.getState()
  if (editing !== undefined) store.setState({ editing: withText(editing, text) })
}

/** Closes the editor, or has it ask what is to become of the changes. */
export function closeEditor({ store }: Panel): void {
  const { editing } = store.getState()
  if (editing !== undefined) store.setState({ editing: afterClose(editing) })
}

/** Dispatches what is being edited; where that can't be, it stays with the reason. */
export function dispatchEdited(panel: Panel): void {
  const { store, recorder } = panel
  const { editing } = store.getState()
  const options = editing && replayOptionsOf(editing)
  if (editing === undefined || options === undefined) return
  const { id, reason } = recorder.replay(editing.id, options)
  if (reason !== undefined) {
    const asWritten = editing.asWritten || reason === 'no payload'
    store.setState({ editing: { ...editing, problem: refusalOf(reason), asking: false, asWritten } })
    return
  }
  store.setState({ editing: undefined })
  select(panel, id)
}
