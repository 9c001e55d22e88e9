const GAP_PX = 6;

interface Edges {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

/** Below its button, or above where the button is in the lower half; their ends in one line. */
export function menuPlacement(
  button: Edges,
  window: { readonly width: number; readonly height: number },
  isRightToLeft: boolean,
): Readonly<Record<string, string>> {
  const isLow = button.top > window.height / 2;
  const end = isRightToLeft ? button.left : window.width - button.right;
  return {
    'inset-block-start': isLow ? 'auto' : `${button.bottom + GAP_PX}px`,
    'inset-block-end': isLow ? `${window.height - button.top + GAP_PX}px` : 'auto',
    'inset-inline-start': 'auto',
    'inset-inline-end': `${Math.max(GAP_PX, end)}px`,
  };
}
