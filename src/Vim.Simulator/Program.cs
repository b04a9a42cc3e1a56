using NfvOrchestrator.Platform.Hosting;
using NfvOrchestrator.Vim.Simulator;

var builder = NfvWebApplication.CreateBuilder(args);
builder.AddNfvService("vim-simulator");
builder.Services.AddVimSimulator(options => options.DataDirectory = builder.Configuration["data"] ?? options.DataDirectory, telemetry: false);
var app = builder.Build();
app.UseNfvService();
app.MapVimSimulator();
await app.RunAsync();
