import { Extent } from '../../model/overview/extent.ts'
import { perPanel } from '../listeners/use-tally.ts'

/** The time that the overview and the timeline of a panel both show: what is above one another happened at once. */
export const extentOfPanel: ReturnType<typeof perPanel<Extent>> = perPanel(
  (panel) => new Extent(panel.recorder.recording),
)
