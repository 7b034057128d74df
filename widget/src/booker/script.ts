/* The classic script exports nothing, and so leaves nothing behind on the page but the tag. */
import './define.ts';
