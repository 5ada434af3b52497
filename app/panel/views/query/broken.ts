/** Why nothing can be added to the filter while it is not understood. */
export const BROKEN_REASON = 'The filter is not understood: mend or clear it first'
