import { useEffect, useSyncExternalStore } from 'react'
import { devServer, Editor } from '../../model/stack/editor.ts'
import type { Place } from '../../model/stack/place.ts'
import { textReader } from '../../model/stack/read-text.ts'
import { type KnownStack, StackStore } from '../../model/stack/stack-store.ts'

let store: StackStore | undefined
let editor: Editor | undefined

/** What is known of the page's scripts: the same for every panel in it, and made when the first stack is looked at. */
function pageStacks(): StackStore {
  return (store ??= new StackStore(textReader(globalThis.fetch.bind(globalThis))))
}

function pageEditor(): Editor {
  if (editor !== undefined) return editor
  const scripts = Array.from(document.scripts, ({ src }) => src)
  return (editor = new Editor(devServer(scripts, location.href), globalThis.fetch.bind(globalThis)))
}

/** A raw stack's places; renders again when its source maps have come. */
export function useStack(stack: string): KnownStack {
  const stacks = pageStacks()
  useEffect(() => stacks.load(stack), [stacks, stack])
  return useSyncExternalStore(stacks.subscribe, () => stacks.get(stack))
}

/** The editor, and whether it is known to open this place. */
export function useEditor(place: Place): { readonly editor: Editor; readonly opens: boolean } {
  const found = pageEditor()
  useEffect(() => {
    if (found.isLikely) void found.ask()
  }, [found])
  const opens = useSyncExternalStore(found.subscribe, () => found.canOpen(place))
  return { editor: found, opens }
}
