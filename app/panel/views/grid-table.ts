import {
  columnResizingFeature,
  columnSizingFeature,
  columnVisibilityFeature,
  createColumnHelper,
  tableFeatures,
} from '@tanstack/react-table'
import { COLUMNS } from '../columns.tsx'

/** A visible row: its number in the recording's columns. */
export interface GridRow {
  readonly row: number
}

/** The table library describes columns only: rows are filtered and sorted on the recording's columns. */
export const features = tableFeatures({ columnSizingFeature, columnResizingFeature, columnVisibilityFeature })
export type GridFeatures = typeof features
const helper = createColumnHelper<GridFeatures, GridRow>()
export const columnDefs = helper.columns(
  COLUMNS.map(({ id, label, width }) =>
    helper.display({ id, header: label, size: width, minSize: 48, maxSize: 4_000 }),
  ),
)
