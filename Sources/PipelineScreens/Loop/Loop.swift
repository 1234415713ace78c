import Canvas
import Pipeline
