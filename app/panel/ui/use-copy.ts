import { useEffect, useRef, useState } from 'react'

/** How long a copy is confirmed, ms. */
const SHOWN_MS = 1_500

/** Copies to the clipboard, and says for a moment that it did, or could not. */
export function useCopy(): { copied: string | undefined; copy: (what: string, text: string) => void } {
  const [copied, setCopied] = useState<string>()
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  const say = (message: string): void => {
    setCopied(message)
    clearTimeout(timer.current)
    timer.current = setTimeout(() => setCopied(undefined), SHOWN_MS)
  }
  const copy = (what: string, text: string): void => {
    // Not there on pages without a secure context; refused without the permission.
    const written = navigator.clipboard?.writeText(text) ?? Promise.reject(new Error('no clipboard'))
    written.then(
      () => say(`Copied ${what}`),
      () => say('The browser refused to copy'),
    )
  }
  return { copied, copy }
}
