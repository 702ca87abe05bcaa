// The records of the stories that were read here, by their articles' ids: a review is sent with one.

export const records = new Map();
