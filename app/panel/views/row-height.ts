/** Height of a row of the grid and of its header, px: the style sheet has the same. */
export const ROW_HEIGHT = 24
