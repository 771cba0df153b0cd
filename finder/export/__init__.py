"""Export: the directory in open formats, one file a format; knows neither engines nor the web."""
