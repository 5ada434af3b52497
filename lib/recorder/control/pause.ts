/** Stops the page in the debugger; does nothing while devtools are closed. */
export function pause(): void {
  // oxlint-disable-next-line no-debugger -- Stopping here is what it is for.
  debugger
}

/** Whether a build has left the statement in `pause`: minifiers remove it unless they are told not to. */
export function canPause(): boolean {
  return String(pause).includes('debugger')
}
