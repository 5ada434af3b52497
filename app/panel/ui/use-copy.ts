import { useEffect, useRef, useState } from 'react'
import { usePanel } from '../store.ts'

/** How long a copy is confirmed, ms. */
const SHOWN_MS = 1_500

/** Copies to the clipboard, and says for a moment that it did, or could not. */
export function useCopy(): { copied: string | undefined; copy: (what: string, text: string) => void } {
  const { window } = usePanel()
  const [copied, setCopied] = useState<string>()
  const timer = useRef<number>(undefined)
  useEffect(() => () => window.clearTimeout(timer.current), [window])
  const say = (message: string): void => {
    setCopied(message)
    window.clearTimeout(timer.current)
    timer.current = window.setTimeout(() => setCopied(undefined), SHOWN_MS)
  }
  const copy = (what: string, text: string): void => {
    // Not there on pages without a secure context; refused without the permission, and to a window without the focus.
    const written = window.navigator.clipboard?.writeText(text) ?? Promise.reject(new Error('no clipboard'))
    written.then(
      () => say(`Copied ${what}`),
      () => say('The browser refused to copy'),
    )
  }
  return { copied, copy }
}
