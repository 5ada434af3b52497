import { useEffect } from 'react'
import type { OverviewModel } from '../../model/overview/model.ts'
import { usePanel } from '../../store.ts'

/** Watches the page's long tasks for as long as the overview is on screen. */
export function useLongTasks({ tasks }: OverviewModel): void {
  const { frames } = usePanel()
  useEffect(() => tasks.watch(frames.ask), [tasks, frames])
}
