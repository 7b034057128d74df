/** The tokens of an attribute, which spaces or commas set apart. */
export const tokens = (text: string | null | undefined): string[] => text?.match(/[^\s,]+/g) ?? [];
